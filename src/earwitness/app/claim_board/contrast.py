"""The official story beside what soldiers say, as far as somebody may know of it.

It is read from every turn of the case, which takes seconds in a large one. What was read is kept
until something changes.
"""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from earwitness.app.contrast import gather
from earwitness.app.remembering import kept_among
from earwitness.claims.contrast.matching import Gathered, contrasts
from earwitness.records.acts import ACCESS
from earwitness.records.call_listing import Reach
from earwitness.records.contrast import Contrast
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, facts, journal

MOST_KEPT = 8
"""People with different reaches. Estimate: teams are small."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a case, and what was matched for whom."""

    all: Gathered
    matched: dict[Reach, tuple[Contrast, ...]] = field(default_factory=dict)


_lock = Lock()
_read: dict[Path, tuple[int, _Read]] = {}


def contrasts_now(place: Workplace, reach: Reach) -> tuple[Contrast, ...]:
    """Every quotation of the official story with what stands beside it, by day. Reads the whole
    case where it `must_be_read`."""
    read = _still_true(place) or _read_now(place)

    def matched() -> tuple[Contrast, ...]:
        return contrasts(_within(read.all, reach), facts.leading_facts())

    return kept_among(read.matched, reach, MOST_KEPT, matched)


def must_be_read(place: Workplace) -> bool:
    """Whether nothing was read yet, or something has changed since."""
    return _still_true(place) is None


def _still_true(place: Workplace) -> _Read | None:
    root = place.folder.root
    with _lock:
        sequence, known = _read.get(root, (0, None))
        head, acts = journal.acts_after(sequence)
        if known is None or any(action not in ACCESS for action, _ in acts):
            return None
        _read[root] = (head, known)
        return known


def _read_now(place: Workplace) -> _Read:
    head = journal.head()
    found = _Read(all=gather(place))
    with _lock:
        _read.clear()  # one case at a time is served
        _read[place.folder.root] = (head.sequence if head else 0, found)
    return found


def _within(gathered: Gathered, reach: Reach) -> Gathered:
    """Without what is said in hidden calls; what stands beside a quotation in its own call goes
    with it."""
    if not reach.hidden_calls:
        return gathered
    hashes = calls.recordings_in(reach.hidden_calls)

    def is_hidden(call_id: str, sha256: str) -> bool:
        return call_id in reach.hidden_calls or sha256 in hashes

    return Gathered(
        officials=[
            one for one in gathered.officials if not is_hidden(one[0].call_id, one[0].sha256)
        ],
        told=[one for one in gathered.told if not is_hidden(one.call_id, one.sha256)],
    )
