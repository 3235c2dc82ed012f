"""The Gantt of a plan: an HTML page for the planner's desk, an SVG or PNG picture for paper and slides."""

from typing import Literal

from standalloc.model import Instance, Judgement, Plan
from standalloc.plots.html import html_document
from standalloc.plots.layout import lay_out
from standalloc.plots.picture import svg_document
from standalloc.plots.sheet import sheet_of

__all__ = ["gantt_html", "gantt_picture"]


def gantt_html(instance: Instance, plan: Plan, judgement: Judgement) -> str:
    """Return a plan's Gantt as one HTML page that works without a network.

    Args:
        instance: what was planned.
        plan: any plan of the instance, one that breaks rules too.
        judgement: the checker's word on that plan.
    """
    return html_document(lay_out(instance, plan, judgement))


def gantt_picture(instance: Instance, plan: Plan, judgement: Judgement, format: Literal["png", "svg"]) -> bytes:
    """Return a plan's Gantt as a still picture.

    Args:
        instance: what was planned.
        plan: any plan of the instance, one that breaks rules too.
        judgement: the checker's word on that plan.
        format: `svg` needs nothing more; `png` is drawn by matplotlib.

    Raises:
        ImportError: a PNG is asked for and matplotlib is not installed.
        ValueError: the format is another one.
    """
    sheet = sheet_of(lay_out(instance, plan, judgement))
    match format:
        case "svg":
            return svg_document(sheet).encode()
        case "png":
            from standalloc.plots.png import png_document  # noqa: PLC0415 - matplotlib is an optional extra

            return png_document(sheet)
    raise ValueError(f"format '{format}' is not one of png, svg")
