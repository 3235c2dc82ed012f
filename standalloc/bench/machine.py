"""What a result depends on beside its run: the machine, and the commit of the source."""

import functools
import os
import platform
import subprocess
from pathlib import Path
from typing import Final

import psutil

import standalloc
from standalloc.bench.record import Machine

_CPU_FILE: Final = Path("/proc/cpuinfo")


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@functools.cache
def machine() -> Machine:
    """Return what this machine is."""
    memory = int(psutil.virtual_memory().total) // 1_000_000
    return Machine(system=platform.platform(), cpu=_cpu(), cores=cores(), memory_mb=memory)


@functools.cache
def commit() -> str:
    """Return the commit of the source, with `-dirty` where files differ from it; empty where it is no git work tree."""
    root = Path(standalloc.__file__).resolve().parents[1]
    if not (root / ".git").exists():  # an installed package may lie inside somebody else's work tree
        return ""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        said = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return said.stdout.strip()


def _cpu() -> str:
    """Return the model of the processor, which Linux keeps in a file."""
    try:
        lines = _CPU_FILE.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())
