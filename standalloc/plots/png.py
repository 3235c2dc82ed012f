"""The still picture as PNG: the same sheet as the SVG, painted by matplotlib."""

from collections import defaultdict

from standalloc.plots import style
from standalloc.plots.canvas import Box, Canvas, Point
from standalloc.plots.chart import Bar, BarKind, Layer, Link, Profile
from standalloc.plots.legend import MEANINGS, Entry
from standalloc.plots.profiles import outlines, words
from standalloc.plots.sheet import FIGURES_FONT_PX, MARGIN_PX, SWATCH_PX, TEXT_PX, TITLE_PX, Sheet

_TAIL_LOOK = {"facecolor": "none", "edgecolor": style.HATCH, "hatch": "//////"}
_BLOCK_LOOKS = {
    "closure": {"facecolor": style.CLOSED, "edgecolor": style.CLOSED_HATCH, "hatch": "\\\\\\\\\\\\"},
    "exclusion": {"facecolor": style.EXCLUDED},
}
_BAR_PX = style.LINE_PX - 2 * style.BAR_INSET_PX


def png_document(sheet: Sheet) -> bytes:
    """Return the picture as PNG.

    Raises:
        ImportError: matplotlib is not installed (raised when this module is imported).
    """
    canvas = Canvas(sheet.width, sheet.height)
    _head(canvas, sheet)
    _grid(canvas, sheet)
    for profile, top, _ in sheet.profiles:
        _profile(canvas, sheet, profile, top)
    _rows(canvas, sheet)
    _blocks(canvas, sheet)
    canvas.boxes((_box(sheet, t.line, t.start, t.end, inset=5) for t in sheet.chart.tails), **_TAIL_LOOK)
    _links(canvas, sheet)
    _bars(canvas, sheet)
    _link_ends(canvas, sheet)
    return canvas.png()


def _x(sheet: Sheet, minute: int) -> float:
    return sheet.left + (minute - sheet.chart.start) / 60 * sheet.hour_px


def _y(sheet: Sheet, line: int) -> int:
    return sheet.rows + line * style.LINE_PX


def _box(sheet: Sheet, line: int, start: int, end: int, *, lines: int = 1, inset: int = 0) -> Box:
    x = _x(sheet, start)
    width = _x(sheet, max(end, start + 1)) - x
    return x, _y(sheet, line) + inset, width, lines * style.LINE_PX - 2 * inset


def _head(canvas: Canvas, sheet: Sheet) -> None:
    canvas.text((MARGIN_PX, MARGIN_PX + 14), sheet.chart.title, 16, style.INK, bold=True)
    for row, line in enumerate(sheet.figures):
        canvas.text((MARGIN_PX, MARGIN_PX + TITLE_PX + 8 + row * TEXT_PX), line, FIGURES_FONT_PX, style.INK)
    for entry, x, y in sheet.legend:
        _swatch(canvas, entry, (x, y, SWATCH_PX, 12))
        canvas.text((x + SWATCH_PX + 6, y + 10), MEANINGS[entry], 10, style.INK)


def _swatch(canvas: Canvas, entry: Entry, box: Box) -> None:
    x, y, *_ = box
    match entry:
        case "tow":
            canvas.curves([((x + 7, y + 3), (x + 15, y + 3), (x + 15, y + 9), (x + 7, y + 9))], style.TOW, 1)
            canvas.dots([(x + 7, y + 3), (x + 7, y + 9)], style.TOW)
        case "buffer":
            canvas.boxes([box], **_TAIL_LOOK)
        case "closure" | "exclusion":
            canvas.boxes([box], **_BLOCK_LOOKS[entry])
        case "capacity":
            _capacity(canvas, x, x + SWATCH_PX, y + 6)
        case "pinned" | "missed" | "broken":
            _bodies(canvas, "contact", [box], is_broken=entry == "broken")
            _marks(canvas, box, is_pinned=entry == "pinned", misses_transfer=entry == "missed")
        case _:
            _bodies(canvas, entry, [box], is_broken=False)


def _grid(canvas: Canvas, sheet: Sheet) -> None:
    step = style.hour_step(sheet.hour_px)
    for tick in sheet.chart.ticks:
        x, color = _x(sheet, tick.minute), style.DAY if tick.date else style.GRID
        canvas.lines([((x, sheet.head + style.AXIS_PX - 8), (x, sheet.foot + 8))], color, 1.2 if tick.date else 0.8)
        for top in (sheet.head, sheet.foot):
            if tick.date:
                canvas.text((x + 4, top + 13), tick.date, 10, style.INK, bold=True)
            if tick.hour % step == 0:
                canvas.text((x + 4, top + 27), tick.label, 10, style.INK)


def _profile(canvas: Canvas, sheet: Sheet, profile: Profile, top: int) -> None:
    for layer, outline in outlines(profile):
        points = [(_x(sheet, minute), top + style.level_px(profile, count)) for minute, count in outline]
        look = style.LAYERS[layer]
        canvas.outline(points, facecolor=look.fill, edgecolor=look.edge, linewidth=0.8)
    if profile.capacity is not None:
        _capacity(canvas, sheet.left, sheet.left + sheet.time, top + style.level_px(profile, profile.capacity))
    name, most = words(profile)
    canvas.text((MARGIN_PX + 6, top + 14), name, 10, style.INK)
    canvas.text((MARGIN_PX + 6, top + 27), most, 10, style.BROKEN if profile.most("beyond") else style.MUTED)
    kinds: tuple[Layer, ...] = ("remote", "contact") if profile.kind == "stands" else ()
    for number, kind in enumerate(kinds):
        y, look = top + 34 + 12 * number, style.LAYERS[kind]
        canvas.boxes([(MARGIN_PX + 6, y, 9, 9)], facecolor=look.fill, edgecolor=look.edge, linewidth=0.8)
        canvas.text((MARGIN_PX + 20, y + 8), kind, 10, style.INK)


def _capacity(canvas: Canvas, left: float, right: float, y: float) -> None:
    canvas.lines([((left, y), (right, y))], style.INK, 1.1, dashes=(5, 3))


def _rows(canvas: Canvas, sheet: Sheet) -> None:
    left, right = MARGIN_PX, sheet.left + sheet.time
    below = [_y(sheet, row.top + row.lines) for row in sheet.chart.rows]
    headings = (_y(sheet, row.top) for row in sheet.chart.rows if row.kind == "heading")
    canvas.lines([((left, y), (right, y)) for y in below], style.GRID)
    canvas.boxes(((left, y, right - left, style.LINE_PX) for y in headings), facecolor=style.HEADING)
    for row in sheet.chart.rows:
        y, is_heading = _y(sheet, row.top), row.kind == "heading"
        name = (left, y, sheet.labels - 24, style.LINE_PX)
        within = None if is_heading else name
        canvas.text((left + 6, y + 13), row.label, 10, style.INK, bold=is_heading, within=within)
        canvas.text((sheet.left - 6, y + 13), row.note, 10, style.MUTED, right=True)


def _blocks(canvas: Canvas, sheet: Sheet) -> None:
    for block in sheet.chart.blocks:
        x, y, width, height = _box(sheet, block.line, block.start, block.end, lines=block.lines)
        box = x, y, width, height - 1
        canvas.boxes([box], **_BLOCK_LOOKS[block.kind])
        label = style.fitting((block.label,), width)
        if label and block.kind == "closure":
            canvas.boxes([(x + 2, y + 3, style.text_px(label) + 4, 12)], facecolor="#FFFFFF")
        canvas.text((x + 4, y + 13), label, 10, style.INK if block.kind == "closure" else style.MUTED, within=box)


def _bars(canvas: Canvas, sheet: Sheet) -> None:
    alike: defaultdict[tuple[BarKind, bool], list[Box]] = defaultdict(list)
    for bar in sheet.chart.bars:
        alike[bar.kind, bar.is_broken].append(_bar_box(sheet, bar))
    for (kind, is_broken), boxes in sorted(alike.items()):
        _bodies(canvas, kind, boxes, is_broken=is_broken)
    for bar in sheet.chart.bars:
        box = _bar_box(sheet, bar)
        x, y, width, _ = box
        _marks(canvas, box, is_pinned=bar.is_pinned, misses_transfer=bar.misses_transfer)
        label = style.fitting(bar.labels, width, style.padding_px(bar))
        canvas.text((x + 4, y + _BAR_PX - 4), label, 10, style.INK, bold=bar.is_broken, within=box)


def _bodies(canvas: Canvas, kind: BarKind, boxes: list[Box], *, is_broken: bool) -> None:
    look = style.LOOKS[kind]
    edge, width = (style.BROKEN, 1.8) if is_broken else (look.edge, 0.8)
    dashes = (0, (4, 2)) if look.is_dashed and not is_broken else "solid"
    if look.stripes:
        canvas.boxes(boxes, facecolor=look.fill, edgecolor=look.stripes, hatch="/////")
    fill = "none" if look.stripes else look.fill
    canvas.boxes(boxes, facecolor=fill, edgecolor=edge, linewidth=width, linestyle=dashes)
    if look.band:
        down = {"top": 0, "bottom": boxes[0][3] - style.BAND_PX}[look.band]
        canvas.boxes(((x, y + down, width, style.BAND_PX) for x, y, width, _ in boxes), facecolor=look.edge)


def _bar_box(sheet: Sheet, bar: Bar) -> Box:
    return _box(sheet, bar.line, bar.start, bar.end, inset=style.BAR_INSET_PX)


def _marks(canvas: Canvas, box: Box, *, is_pinned: bool, misses_transfer: bool) -> None:
    x, y, width, height = box
    if is_pinned:
        canvas.outline([(x, y), (x + 6, y), (x, y + 6)], facecolor=style.INK, linewidth=0)
    if misses_transfer:
        corners = style.diamond(x + width - style.MARK_PX - 1, y + height / 2)
        canvas.outline(corners, facecolor="#FFFFFF", edgecolor=style.INK, linewidth=1.1)


def _links(canvas: Canvas, sheet: Sheet) -> None:
    curves = []
    for link in sheet.chart.links:
        (x, y1), (_, y2) = _ends(sheet, link)
        bow = x + style.bow_px(y2 - y1)
        curves.append(((x, y1), (bow, y1), (bow, y2), (x, y2)))
    canvas.curves(curves, style.TOW, 0.55)


def _link_ends(canvas: Canvas, sheet: Sheet) -> None:
    canvas.dots([end for link in sheet.chart.links for end in _ends(sheet, link)], style.TOW)


def _ends(sheet: Sheet, link: Link) -> tuple[Point, Point]:
    x, half = _x(sheet, link.minute), style.LINE_PX / 2
    return (x, _y(sheet, link.from_line) + half), (x, _y(sheet, link.to_line) + half)
