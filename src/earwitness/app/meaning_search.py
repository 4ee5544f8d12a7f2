"""Searching by meaning: the turns whose vectors are nearest to the query's. Suggestions alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from earwitness.claims.themes.packed import unpacked
from earwitness.pipeline.theme_meaning import made_encoder, meaning_of
from earwitness.records.acts import FORGET, LEADS, MADE
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import journal, results

STAGE = "meaning"
ACTS = (MADE + STAGE, LEADS + STAGE, FORGET)
"""After these, other vectors lead."""
NEAREST = 0.35
"""Cosine below which nothing is suggested. Estimate: docs/themes.md says how coarse it is."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Place:
    """One turn: its recording, and where it begins."""

    sha256: str
    start_ms: int


@dataclass(frozen=True, slots=True)
class _Known:
    """All vectors, one below the other, and whose they are; as of an entry of the ledger, given by
    number and hash."""

    sequence: int
    hash: str
    places: list[Place]
    vectors: Floats


_lock = Lock()
_known: list[_Known] = []


def can_search_by_meaning(place: Workplace) -> bool:
    """Whether an encoder is installed, and turns were read with it."""
    return meaning_of(place) is not None and results.has_any(STAGE)


def nearest(place: Workplace, untrusted_query: str, most: int) -> list[tuple[Place, float]]:
    """The turns nearest in meaning with their cosine, best first. Empty if nothing reads by meaning
    here."""
    meaning = meaning_of(place)
    if meaning is None or not untrusted_query.strip():
        return []
    known = _all_vectors()
    if not known.places:
        return []
    query = np.asarray(made_encoder(meaning).encode([untrusted_query]), np.float32)[0]
    likeness = known.vectors @ query
    found: list[tuple[Place, float]] = []
    near = np.flatnonzero(likeness >= NEAREST)
    for number in near[np.argsort(-likeness[near], kind="stable")][:most]:
        found.append((known.places[number], round(float(likeness[number]), 2)))
    return found


def _all_vectors() -> _Known:
    """Every vector; read anew only where a result is another."""
    head = journal.head()
    sequence, hash_now = (head.sequence, head.hash) if head else (0, "")
    with _lock:
        if _known and _is_current(_known[0]):
            return _known[0]
        rows = [*_read()]
        places = [Place(sha256, start) for sha256, starts, _ in rows for start in starts]
        blocks = [block for _, starts, block in rows if starts]
        vectors = np.concatenate(blocks) if blocks else np.zeros((0, 0), np.float32)
        _known[:] = [_Known(sequence, hash_now, places, vectors)]
        return _known[0]


def _is_current(known: _Known) -> bool:
    """Whether it is of this very ledger, and nothing was read or forgotten since."""
    entry = journal.entry_at(known.sequence)
    if entry is None or entry.hash != known.hash:
        return False
    return not journal.happened_since(known.sequence, ACTS)


def _read() -> Iterator[tuple[str, list[int], Floats]]:
    output: dict[str, Any]
    for sha256, output in results.outputs(STAGE):
        starts = output["starts_ms"]
        yield sha256, starts, unpacked(output["vectors"], len(starts))
