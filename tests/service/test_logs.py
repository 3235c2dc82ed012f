"""Lines of the log, each a JSON object."""

import json
import logging
import subprocess
import sys

from standalloc.service.logs import JobLog, JsonLines


def test_marks_of_other_libraries_are_none_of_a_line():
    record = logging.makeLogRecord({"msg": "done", "_ray_timestamp_ns": 1, "job_id": "j"})
    line = json.loads(JsonLines().format(record))
    assert (line["message"], line["job_id"], "_ray_timestamp_ns" in line) == ("done", "j", False)


def test_facts_of_the_process_are_on_every_line_and_a_records_own_go_before():
    lines = JsonLines(job_id="j", attempt=2)
    for own, job in (({}, "j"), ({"job_id": "k"}, "k")):
        line = json.loads(lines.format(logging.makeLogRecord({"msg": "done", **own})))
        assert (line["job_id"], line["attempt"]) == (job, 2)


def test_exceptions_are_one_line_of_the_log():
    try:
        raise ValueError("a\nb")
    except ValueError as error:
        record = logging.LogRecord("x", logging.ERROR, "f.py", 1, "failed: %s", ("y",), (ValueError, error, None))
    text = JsonLines().format(record)
    assert "\n" not in text
    assert json.loads(text)["message"] == "failed: y"
    assert "ValueError" in json.loads(text)["exception"]


def test_a_process_logs_what_the_package_tells_and_warnings_of_others():
    program = """
import logging
from standalloc.service.logs import log_lines

log_lines(job_id="j")
logging.getLogger("standalloc.engine").info("told")
logging.getLogger("standalloc.engine").debug("too much")
logging.getLogger("other").info("nobody's business")
logging.getLogger("other").warning("beware")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [(line["message"], line["job_id"]) for line in lines] == [("told", "j"), ("beware", "j")]


def test_lines_about_a_job_carry_its_id(caplog):
    with caplog.at_level(logging.INFO, "x"):
        JobLog(logging.getLogger("x"), "j-1").info("attempt %d", 2)
    line = json.loads(JsonLines().format(caplog.records[0]))
    assert (line["message"], line["job_id"]) == ("job j-1: attempt 2", "j-1")
