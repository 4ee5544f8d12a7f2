"""Lines of the log on the error channel: JSON for programs, or plain words."""

import json
import logging
import sys
import threading
from datetime import UTC, datetime
from enum import StrEnum
from types import TracebackType
from typing import Any

from earwitness.desk.log.events import FIELDS, LOGGER, person, request_id
from earwitness.desk.log.failures import place, told


class LogFormat(StrEnum):
    """How lines are written."""

    JSON = "json"
    PLAIN = "plain"


def write_log(form: LogFormat, level: int = logging.INFO) -> None:
    """From now on everything that this process logs is written to the error channel in this form;
    what libraries say is left out, only who and where remains. So are the words of errors that
    nobody catches.

    `level`: what is less does not stand in the log.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines() if form is LogFormat.JSON else PlainLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(max(level, logging.WARNING))
    logging.getLogger(LOGGER).setLevel(level)
    logging.getLogger("django.request").addFilter(_is_error)  # statuses stand in lines of requests
    logging.captureWarnings(True)
    threading.excepthook = _of_thread
    sys.unraisablehook = _unraisable


def told_of(record: logging.LogRecord) -> dict[str, Any]:
    """What stands in the line of a record."""
    said: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
    }
    own = getattr(record, FIELDS, None)
    if own is not None:
        said |= {"event": record.getMessage(), **own}
    else:  # its message may hold an address with ids, or what somebody typed
        where = place(record.pathname, record.lineno)
        said |= {"event": "library", "by": record.name, "raised": where}
    if record.exc_info and record.exc_info[1] is not None:
        said |= {"event": "error", **told(record.exc_info[1])}
    if request_id.get():
        said["request"] = request_id.get()
    if person.get():
        said["person"] = person.get()
    return said


class JsonLines(logging.Formatter):
    """One JSON object a line (RFC 8259)."""

    def format(self, record: logging.LogRecord) -> str:
        """As `logging` asks."""
        return json.dumps(told_of(record), ensure_ascii=True)


class PlainLines(logging.Formatter):
    """Time, level, event, and the rest as name=value."""

    def format(self, record: logging.LogRecord) -> str:
        """As `logging` asks."""
        said = told_of(record)
        first = f"{said.pop('time')} {said.pop('level'):7} {said.pop('event')}"
        return " ".join([first, *(f"{name}={value}" for name, value in said.items())])


def _is_error(record: logging.LogRecord) -> bool:
    return bool(record.exc_info)


def _of_thread(args: threading.ExceptHookArgs, /) -> None:
    if args.exc_value is not None:
        _log_error(args.exc_value, args.exc_traceback)


def _unraisable(args: "sys.UnraisableHookArgs", /) -> None:
    if args.exc_value is not None:
        _log_error(args.exc_value, args.exc_traceback)


def _log_error(error: BaseException, traceback: TracebackType | None) -> None:
    known = error.with_traceback(traceback or error.__traceback__)
    logging.getLogger(LOGGER).error("error", extra={FIELDS: told(known)})
