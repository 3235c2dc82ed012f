"""Memory: what a child holds counts, and so does what this process has held."""

import subprocess
import sys

import pytest

from standalloc.engine.search.memory import PeakMemory

#: Takes 200 MB, says so, and waits until the other end hangs up.
GREEDY = "held = bytearray(b'x') * 200_000_000; print('ready', flush=True); input()"


def peak_so_far():
    with PeakMemory() as memory:
        return memory.megabytes


def test_a_child_counts():
    alone = peak_so_far()
    with PeakMemory() as memory:
        child = subprocess.Popen([sys.executable, "-c", GREEDY], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert child.stdout.readline() == b"ready\n"
        memory._ended.wait(0.6)
        child.communicate(b"\n")
    assert memory.megabytes > alone + 150


def test_what_this_process_held_for_a_moment_counts():
    before = peak_so_far()
    with PeakMemory() as memory:
        held = bytearray(b"x") * int(before * 1_000_000 + 100_000_000)
        del held
    assert memory.megabytes > before + 50


def test_an_error_goes_through():
    with pytest.raises(ZeroDivisionError), PeakMemory():
        raise ZeroDivisionError
