"""What is said of machine and source."""

import os
import subprocess
from pathlib import Path

import pytest

import standalloc
from standalloc.bench.machine import commit, cores, machine


def test_the_machine_is_described():
    assert 1 <= cores() <= os.cpu_count()
    assert machine().cores == cores()
    assert machine().memory_mb > 100
    assert machine().system
    assert machine().cpu


def test_the_commit_is_that_of_the_work_tree():
    root = Path(standalloc.__file__).parents[1]
    if not (root / ".git").exists():
        pytest.skip("this copy of the project is no git work tree")
    said = subprocess.run(["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True)
    assert commit().removesuffix("-dirty") == said.stdout.strip()
