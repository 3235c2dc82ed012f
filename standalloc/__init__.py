"""Airport stand allocation: better plans, each with a proven bound, in seconds.

    import standalloc as sa
    instance = sa.read("instances/nyc2013/jfk", day="2013-07-11")
    result = sa.solve(instance, time_limit=60)
    print(result.summary())

Names are loaded when they are first used, so that importing the package costs nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from standalloc.check import check
    from standalloc.io import read, read_plan, result_document, to_frame, write_plan
    from standalloc.model import Airport, InputError, Instance, Plan, Problem, Progress, Result, Stand, Turn, VisitKey
    from standalloc.solve import solve

__version__ = "0.1.0"

_HOME = {
    "check": "check",
    "solve": "solve",
    **dict.fromkeys(("read", "read_plan", "result_document", "to_frame", "write_plan"), "io"),
    **dict.fromkeys(
        (
            "Airport",
            "InputError",
            "Instance",
            "Plan",
            "Problem",
            "Progress",
            "Result",
            "Stand",
            "Turn",
            "VisitKey",
        ),
        "model",
    ),
}

__all__ = [  # noqa: RUF022 - in the order a first program meets them
    "read",
    "solve",
    "check",
    "read_plan",
    "write_plan",
    "to_frame",
    "result_document",
    "Instance",
    "Airport",
    "Stand",
    "Turn",
    "VisitKey",
    "Plan",
    "Progress",
    "Result",
    "Problem",
    "InputError",
]


class _Package(ModuleType):
    """Keeps `check` and `solve` the functions: importing the modules of these names would put them in their place."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (isinstance(value, ModuleType) and name in _HOME):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
