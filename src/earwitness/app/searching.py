"""Searching what is said, for the desk: what was found, its words marked, who says it, when."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from earwitness.app.call_listing import standing_of
from earwitness.app.meaning_search import Place, nearest
from earwitness.records.call_listing import Reach, Standing
from earwitness.runtime.runner import Workplace
from earwitness.runtime.search import Hit, SearchIndex
from earwitness.runtime.search.marking import Span, marked
from earwitness.runtime.search.query import Part, loosened, parse
from earwitness.runtime.store import calls, listed_calls, results
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.listed_calls import Rows

SHOWN = 50
MOST_NEAR = 500
MOST_LOOKED_THROUGH = 3_200
"""Turns that are looked through for those that fit the filters, best first. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says it: the label in its recording, and who that likely is ("" if nobody)."""

    label: str
    name: str = ""
    standing: Standing = Standing.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One turn that was found. `said_at` is when it was said, if the start of the call is known;
    `text_marks` and `translation_marks` are characters of both. `likeness` is the cosine to the
    query where it was found by meaning."""

    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    said_at: datetime | None
    speaker: Speaker
    text: str
    translation: str
    text_marks: tuple[Span, ...]
    translation_marks: tuple[Span, ...]
    likeness: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found, best first. `near_miss`: nothing matched as typed. `is_cut`: there may be
    more."""

    found: tuple[Found, ...]
    near_miss: bool
    is_cut: bool


def search_said(place: Workplace, untrusted_query: str, rows: Rows, reach: Reach) -> Answer:
    """The turns that match, in calls that are among `rows` and within reach.

    Raises:
        WrongUsage: the query asks for nothing.
        IndexUnusable: there is no index yet, or it is damaged.
    """
    parts = parse(untrusted_query)
    index = SearchIndex.open(place.folder.index)
    hits, call_of, is_cut = _within(index, untrusted_query, rows)
    near_miss = any(hit.near_miss for hit in hits)
    return Answer(
        found=_told(hits, call_of, loosened(parts) if near_miss else parts, reach),
        near_miss=near_miss,
        is_cut=is_cut,
    )


def search_by_meaning(place: Workplace, untrusted_query: str, rows: Rows, reach: Reach) -> Answer:
    """The turns that mean the like, best first: suggestions, also where no word is the same.

    Raises:
        WrongUsage: the query asks for nothing.
        IndexUnusable: there is no index yet, or it is damaged.
    """
    parts = parse(untrusted_query)
    index = SearchIndex.open(place.folder.index)
    likest = nearest(place, untrusted_query, MOST_NEAR)
    call_of: dict[str, str] = {}
    seen: list[tuple[Place, float]] = []
    for part in in_chunks(likest, 2 * SHOWN):
        call_of |= _calls_among(rows, {one.sha256 for one, _ in part})
        seen += [(one, likeness) for one, likeness in part if one.sha256 in call_of]
        if len(seen) >= SHOWN:
            break
    seen = seen[:SHOWN]
    turns = {
        (hit.sha256, hit.start_ms): hit
        for sha256 in dict.fromkeys(one.sha256 for one, _ in seen)
        for hit in index.turns_of(sha256)
    }
    known = {
        (one.sha256, one.start_ms): likeness
        for one, likeness in seen
        if (one.sha256, one.start_ms) in turns
    }
    told = _told([turns[key] for key in known], call_of, parts, reach)
    return Answer(
        found=tuple(replace(one, likeness=known[one.sha256, one.start_ms]) for one in told),
        near_miss=False,
        is_cut=len(seen) == SHOWN,
    )


def _within(
    index: SearchIndex, untrusted_query: str, rows: Rows
) -> tuple[Sequence[Hit], dict[str, str], bool]:
    """The best hits in these calls, the call of each recording, and whether there may be more."""
    limit = 2 * SHOWN
    while True:
        hits = index.search(untrusted_query, limit)
        call_of = _calls_among(rows, {hit.sha256 for hit in hits})
        fitting = [hit for hit in hits if hit.sha256 in call_of]
        if len(hits) < limit or len(fitting) >= SHOWN or limit >= MOST_LOOKED_THROUGH:
            return fitting[:SHOWN], call_of, len(fitting) > SHOWN or len(hits) == limit
        limit *= 4


def _calls_among(rows: Rows, hashes: Collection[str]) -> dict[str, str]:
    """The call of each of these recordings, if all calls that it is part of are among the rows: of
    what one of them hides, nothing is shown."""
    own: dict[str, list[str]] = {}
    for sha256, call_id in calls.pairs_of(sorted(hashes)):
        own.setdefault(sha256, []).append(call_id)
    seen = listed_calls.beside(rows, sorted({one for ids in own.values() for one in ids}))
    return {sha256: ids[-1] for sha256, ids in own.items() if seen.issuperset(ids)}


def _told(
    hits: Sequence[Hit], call_of: dict[str, str], parts: Sequence[Part], reach: Reach
) -> tuple[Found, ...]:
    ids = sorted({call_of[hit.sha256] for hit in hits})
    starts = listed_calls.starts(ids)
    speakers = _speakers(ids, reach.hidden_persons)
    return tuple(
        _found(hit, call_of[hit.sha256], parts, starts.get(call_of[hit.sha256]), speakers)
        for hit in hits
    )


def _found(
    hit: Hit,
    call_id: str,
    parts: Sequence[Part],
    start: datetime | None,
    speakers: dict[tuple[str, str], Speaker],
) -> Found:
    own = speakers.get((call_id, hit.speaker_label))
    return Found(
        call_id=call_id,
        sha256=hit.sha256,
        start_ms=hit.start_ms,
        end_ms=hit.end_ms,
        said_at=start + timedelta(milliseconds=hit.start_ms) if start else None,
        speaker=own or Speaker(label=hit.speaker_label),
        text=hit.text,
        translation=hit.translation,
        text_marks=marked(hit.text, parts),
        translation_marks=marked(hit.translation, parts),
    )


def _speakers(
    call_ids: Sequence[str], hidden_persons: Collection[str]
) -> dict[tuple[str, str], Speaker]:
    """Who is confirmed or likely to be each speaker, by call and label. Nobody, where both sides
    have one label: the voices were not told apart."""
    found: dict[tuple[str, str], Speaker] = {}
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for call_id, output in results.outputs("cross", call_ids):
        for one in output:
            speaker, key = _speaker(one, hidden_persons), (call_id, one["speaker_label"])
            sides[key].add(one["side"])
            if speaker and (key not in found or speaker.standing is Standing.CONFIRMED):
                found[key] = speaker
    return {key: speaker for key, speaker in found.items() if len(sides[key]) == 1}


def _speaker(candidate: dict[str, Any], hidden_persons: Collection[str]) -> Speaker | None:
    standing = standing_of(candidate)
    person = candidate["person_id"]
    if person is None or person in hidden_persons:
        return None
    if standing not in (Standing.CONFIRMED, Standing.LIKELY):
        return None
    return Speaker(
        label=candidate["speaker_label"], name=candidate["person_name"], standing=standing
    )
