"""Texts of a schedule in cells that a spreadsheet will open: they stay texts, whatever they begin with."""

from typing import Final

from standalloc.plots.markup import legal

#: With one of these a spreadsheet takes a cell of a CSV for a formula, or looks past it for one; the list is OWASP's
#: (https://owasp.org/www-community/attacks/CSV_Injection).
FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def is_formula(text: str) -> bool:
    """Say whether a spreadsheet may take a text for a formula."""
    return text.startswith(FORMULA_STARTS)


def csv_cell(text: str) -> str:
    """Return a text as a cell of a CSV that spreadsheets open, an apostrophe before what they may take for a formula.

    Characters that no XML may hold, and so no workbook, become U+FFFD.
    """
    safe = legal(text)
    return f"'{safe}" if is_formula(safe) else safe
