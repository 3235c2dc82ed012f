"""Methods that have their arguments and words from a function, and do their own with what it makes of them."""

import inspect
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

P = ParamSpec("P")
Owner = TypeVar("Owner")
Made = TypeVar("Made")
Answer = TypeVar("Answer")


def called_as(
    make: Callable[P, Made], carry_out: Callable[[Owner, Made], Answer]
) -> Callable[Concatenate[Owner, P], Answer]:
    """Return a method that is called as `make` is, and hands on what that returns.

    Args:
        make: gives the method its name, arguments and docstring.
        carry_out: a method of what `make` returns, sync or async; gives the method's answer.
    """

    def call(self: Owner, /, *args: P.args, **kwargs: P.kwargs) -> Answer:
        return carry_out(self, make(*args, **kwargs))

    async def call_async(self: Owner, /, *args: P.args, **kwargs: P.kwargs) -> Any:
        return await carry_out(self, make(*args, **kwargs))  # type: ignore[misc]

    chosen: Any = call_async if inspect.iscoroutinefunction(carry_out) else call
    own, its = inspect.Parameter("self", inspect.Parameter.POSITIONAL_ONLY), inspect.signature(make)
    chosen.__signature__ = its.replace(
        parameters=[own, *its.parameters.values()], return_annotation=inspect.Signature.empty
    )
    chosen.__name__, chosen.__doc__ = make.__name__, make.__doc__
    chosen.__qualname__ = carry_out.__qualname__.rpartition(".")[0] + f".{make.__name__}"
    chosen.__module__ = carry_out.__module__
    method: Callable[Concatenate[Owner, P], Answer] = chosen
    return method
