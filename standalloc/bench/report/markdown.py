"""A report as Markdown: the summary and the tables."""

from standalloc.bench.report.content import Report
from standalloc.bench.table import escaped, markdown_table


def markdown_text(report: Report) -> str:
    """Return a report as Markdown, with headings of the third level, to be part of a page."""
    summary = "".join(f"* {escaped(sentence)}\n" for sentence in report.summary)
    tables = (markdown_table(table, 3) for table in report.every_table)
    return "\n".join([f"### {escaped(report.title)}\n", summary, *tables])
