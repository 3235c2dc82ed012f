"""Spreadsheets as airports have them: CSVs and workbooks of Excel, read by a map of their columns."""

from standalloc.io.spreadsheets.build import read_tables
from standalloc.io.spreadsheets.suggest import suggest_map

__all__ = ["read_tables", "suggest_map"]
