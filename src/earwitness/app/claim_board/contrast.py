"""The official story beside what soldiers say, as far as somebody may know of it.

It is read from every turn of the case, which takes seconds in a large one: then a thread reads,
and who asks is told to come again. What was read is kept until something changes.
"""

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock, Thread

from django.db import connections

from earwitness.app.claim_board.reach import hidden_recordings
from earwitness.app.contrast import gather
from earwitness.claims.contrast.matching import Gathered, contrasts
from earwitness.records.acts import ACCESS
from earwitness.records.call_listing import Reach
from earwitness.records.contrast import Contrast
from earwitness.records.errors import EarwitnessError
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import facts, journal, recordings

READ_AT_ONCE = 200
"""Recordings that are read while somebody waits. Estimate: a fifth of a second."""
MOST_KEPT = 8
"""People with different reaches. Estimate: teams are small."""

NAME = "contrast"
"""Of the thread."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a case, and what was matched for whom."""

    all: Gathered
    matched: dict[Reach, tuple[Contrast, ...]] = field(default_factory=dict)


_lock = Lock()
_read: dict[Path, tuple[int, _Read]] = {}
_at_work: set[Path] = set()


def contrasts_now(place: Workplace, reach: Reach) -> tuple[Contrast, ...] | None:
    """Every quotation of the official story with what stands beside it, by day; None while it is
    read anew."""
    gathered = _gathered(place)
    if gathered is None:
        return None
    if reach not in gathered.matched:
        while len(gathered.matched) >= MOST_KEPT:
            gathered.matched.pop(next(iter(gathered.matched)))
        own = _within(gathered.all, reach)
        gathered.matched[reach] = contrasts(own, facts.leading_facts())
    return gathered.matched[reach]


def _gathered(place: Workplace) -> _Read | None:
    root = place.folder.root
    with _lock:
        sequence, known = _read.get(root, (0, None))
        head, acts = journal.acts_after(sequence)
        if known is not None and all(action in ACCESS for action, _ in acts):
            _read[root] = (head, known)
            return known
        if root in _at_work:
            return None
        _at_work.add(root)
    if recordings.counts()[0] > READ_AT_ONCE:
        Thread(target=_read_apart, args=(place, head), name=NAME, daemon=True).start()
        return None
    return _read_now(place, head)


def _read_apart(place: Workplace, head: int) -> None:
    """In a thread; who asks next starts anew what could not be read."""
    try:
        with suppress(EarwitnessError):
            _read_now(place, head)
    finally:
        connections.close_all()


def _read_now(place: Workplace, head: int) -> _Read:
    root = place.folder.root
    try:
        found = _Read(all=gather(place))
    finally:
        with _lock:
            _at_work.discard(root)
    with _lock:
        _read.clear()  # one case at a time is served
        _read[root] = (head, found)
    return found


def _within(gathered: Gathered, reach: Reach) -> Gathered:
    """Without what is said in hidden calls; what stands beside a quotation in its own call goes
    with it."""
    if not reach.hidden_calls:
        return gathered
    hashes = hidden_recordings(reach)

    def is_hidden(call_id: str, sha256: str) -> bool:
        return call_id in reach.hidden_calls or sha256 in hashes

    return Gathered(
        officials=[
            one for one in gathered.officials if not is_hidden(one[0].call_id, one[0].sha256)
        ],
        told=[one for one in gathered.told if not is_hidden(one.call_id, one.sha256)],
    )
