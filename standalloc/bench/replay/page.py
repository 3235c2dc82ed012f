"""The report of a replay as one HTML page that needs no network and no script, light or dark as the reader's system."""

from collections.abc import Sequence
from typing import Final

from standalloc.bench.replay.compare import Comparison
from standalloc.bench.replay.picture import picture
from standalloc.bench.replay.sentences import Circumstances, assumptions, caveats, headline, together
from standalloc.bench.replay.tables import circumstances_table, period_tables, totals_table
from standalloc.bench.table import Table, html_table
from standalloc.bench.wording import unbroken
from standalloc.plots.markup import tag, text

#: The two colours are Okabe and Ito's blue and orange, which the colour-blind tell apart, darker on light ground.
_STYLE: Final = """\
:root { color-scheme: light dark; --ground: #fff; --ink: #17202a; --muted: #566370; --rule: #dfe4e8;
  --one: #0072b2; --other: #b25e00; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14191f; --ink: #e6eaee; --muted: #9aa7b3; --rule: #333d47; --one: #56b4e9; --other: #e69f00; }
}
body { background: var(--ground); color: var(--ink); margin: 2rem auto; max-width: 70rem; padding: 0 1rem;
  font: 16px/1.5 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
.headline { font-size: 1.15rem; }
.caveat, li, figcaption, summary { color: var(--muted); }
li { white-space: pre-line; }
table { border-collapse: collapse; font-size: 0.85rem; font-variant-numeric: tabular-nums; }
th, td { border-bottom: 1px solid var(--rule); padding: 0.2rem 0.6rem; text-align: right; white-space: nowrap; }
th { vertical-align: bottom; white-space: normal; }
th.word, td.word { text-align: left; }
td.word + td.word { white-space: normal; }
.wide { overflow-x: auto; }
figure { margin: 1rem 0; }
svg.days { width: 100%; height: auto; display: block; }
svg text { fill: var(--ink); font-size: 13px; }
svg .grid { stroke: var(--rule); }
svg .one, svg .other { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
svg .one { stroke: var(--one); }
svg .other { stroke: var(--other); stroke-dasharray: 5 4; }
svg .between { fill: var(--one); fill-opacity: 0.15; }
svg .tip { fill: transparent; }
svg .tip:hover { fill: var(--muted); fill-opacity: 0.25; }
"""


def page(comparisons: Sequence[Comparison], known: Circumstances) -> str:
    """Return the report of all airports as a page."""
    title = text("Replay: " + ", ".join(one.airport for one in comparisons))
    head = (
        '<meta charset="utf-8">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{_STYLE}</style>"
    )
    listed = "".join(tag("li", text(line)) for line in assumptions(comparisons, known))
    body = "".join(
        (
            tag("h1", title),
            *map(_airport, comparisons),
            tag("p", text(said), class_="headline") if (said := together(comparisons)) else "",
            tag("h2", "What this rests on") + tag("ul", listed),
            *(_folded(table) for one in comparisons for table in period_tables(one)),
            tag("h2", "Circumstances") + html_table(circumstances_table(comparisons)),
        )
    )
    return f'<!DOCTYPE html>\n<html lang="en"><head>{head}</head><body>{body}</body></html>\n'


def _airport(one: Comparison) -> str:
    caption = "Bus passengers by day, at scheduled times; the area between the lines is the difference."
    drawn = picture(one)
    parts = (
        tag("p", text(unbroken(headline(one))), class_="headline"),
        *(tag("p", text(line), class_="caveat") for line in caveats(one)),
        tag("figure", drawn + tag("figcaption", caption)) if drawn else "",
        html_table(totals_table(one)),
    )
    return tag("h2", text(one.airport)) + "".join(parts)


def _folded(table: Table) -> str:
    return tag("details", tag("summary", text(table.title)) + html_table(table))
