"""The report of a folder of results: sentences, pictures, tables; as an HTML page, as Markdown, or table by table."""

from standalloc.bench.report.compose import Results, report_of
from standalloc.bench.report.content import Report
from standalloc.bench.report.html import html_page
from standalloc.bench.report.known import known_bounds
from standalloc.bench.report.markdown import markdown_text
from standalloc.bench.table import Table

__all__ = ["Report", "Results", "Table", "html_page", "known_bounds", "markdown_text", "report_of"]
