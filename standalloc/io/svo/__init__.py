"""The Sheremetyevo case: stands for a day's flights at least cost, from a hackathon of 2021."""

from standalloc.io.svo.build import read_svo
from standalloc.io.svo.export import timetable_text

__all__ = ["read_svo", "timetable_text"]
