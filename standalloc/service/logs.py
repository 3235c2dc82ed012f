"""The log of the service: lines of JSON on standard error, the same from service, workers and solves."""

import json
import logging
import time
from collections.abc import MutableMapping
from typing import Any, Final


class JsonLines(logging.Formatter):
    """Formats records as lines of JSON: time, level, logger, message, and what came as `extra`.

    Args:
        facts: of every line, such as the job of a process that solves one.
    """

    _USUAL: Final = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}

    def __init__(self, **facts: object) -> None:
        super().__init__()
        self._facts = facts

    def format(self, record: logging.LogRecord) -> str:
        """Return a record as one line."""
        line: dict[str, Any] = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(record.created)) + f".{int(record.msecs):03d}Z",
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **self._facts,
        }
        # Names with an underscore are other libraries' own marks on every record.
        line |= {key: value for key, value in vars(record).items() if key not in self._USUAL and key[0] != "_"}
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, default=str)


class JobLog(logging.LoggerAdapter[logging.Logger]):
    """Logs about one job: lines begin with its id, and carry it as `job_id`.

    Args:
        log: of the module.
        job_id: the job.
    """

    def __init__(self, log: logging.Logger, job_id: str) -> None:
        super().__init__(log, {"job_id": job_id})
        self._job_id = job_id

    def process(self, msg: object, kwargs: MutableMapping[str, Any]) -> tuple[str, MutableMapping[str, Any]]:
        """Return what is logged."""
        return f"job {self._job_id}: {msg}", {**kwargs, "extra": self.extra}


def log_lines(**facts: object) -> None:
    """Let this process, which does nothing else, log as lines of JSON.

    Args:
        facts: of every line.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines(**facts))
    logging.basicConfig(level=logging.WARNING, handlers=[handler])
    logging.getLogger("standalloc").setLevel(logging.INFO)
