"""Files in and out: airports, schedules, plans, results. Knows no solver; pandas is loaded when a frame is asked."""

from standalloc.io.documents import (
    comparison_document,
    judgement_document,
    problem_document,
    result_document,
    violation_document,
)
from standalloc.io.instance_document import instance_document
from standalloc.io.plan_files import inspect_plan, plan_rows, read_plan, to_frame, write_plan
from standalloc.io.reading import inspect, read, read_instance_document
from standalloc.io.text_files import write_text

__all__ = [
    "comparison_document",
    "inspect",
    "inspect_plan",
    "instance_document",
    "judgement_document",
    "plan_rows",
    "problem_document",
    "read",
    "read_instance_document",
    "read_plan",
    "result_document",
    "to_frame",
    "violation_document",
    "write_plan",
    "write_text",
]
