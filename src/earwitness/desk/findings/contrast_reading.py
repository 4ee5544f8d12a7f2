"""Reading for the contrast, which takes seconds in a large case: then a thread reads, and who asks
is told to come again."""

from contextlib import suppress
from pathlib import Path
from threading import Lock, Thread

from django.db import connections

from earwitness.app.claim_board.contrast import contrasts_now, must_be_read
from earwitness.records.call_listing import Reach
from earwitness.records.contrast import Contrast
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import recordings

READ_AT_ONCE = 200
"""Recordings that are read while somebody waits. Estimate: a fifth of a second."""
NAME = "contrast"
"""Of the thread."""

_lock = Lock()
_at_work: set[Path] = set()


def contrasts_if_read(place: Workplace, reach: Reach) -> tuple[Contrast, ...] | None:
    """Every quotation of the official story with what stands beside it, by day; None while it is
    read anew."""
    if not must_be_read(place) or recordings.counts()[0] <= READ_AT_ONCE:
        return contrasts_now(place, reach)
    root = place.folder.root
    with _lock:
        is_first = root not in _at_work
        _at_work.add(root)
    if is_first:
        Thread(target=_read_apart, args=(place, reach), name=NAME, daemon=True).start()
    return None


def _read_apart(place: Workplace, reach: Reach) -> None:
    """In a thread; who asks next starts anew what could not be read."""
    try:
        with suppress(EarwitnessError):
            contrasts_now(place, reach)
    finally:
        with _lock:
            _at_work.discard(place.folder.root)
        connections.close_all()
