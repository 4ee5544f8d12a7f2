"""The board as it is now, made of its parts."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

from earwitness.app.claim_board.parts import Parts, Span, follow
from earwitness.app.grading import is_graded
from earwitness.app.judged_claims import same_claim
from earwitness.claims.loss_table.periods import days_of
from earwitness.claims.loss_table.table import aside_of
from earwitness.claims.loss_table.unit_rows import unit_of
from earwitness.pipeline.support import Known
from earwitness.records.claim import LocatedClaim
from earwitness.records.claim_board import Board, SaidClaim
from earwitness.records.judgement import JudgementRecord, in_force, leading
from earwitness.records.losses import UNIT_NOT_SAID
from earwitness.records.support import Echo, Grade, JudgedClaim, Relation
from earwitness.runtime.runner import Workplace

_lock = Lock()
_made: dict[Path, tuple[str, Parts, Board]] = {}


def board_now(place: Workplace) -> Board:
    """Every claim of a case as it is now. The first time it reads all of them; later what has
    changed."""
    root, zone = place.folder.root, place.settings.case.time_zone
    with _lock:
        known_zone, parts, board = _made.get(root, ("", Parts(), None))
        if follow(parts) or board is None or known_zone != zone:
            board = build(parts, ZoneInfo(zone))
        _made.clear()  # one case at a time is served
        _made[root] = (zone, parts, board)
        return board


def known_now(place: Workplace) -> Known:
    """Calls, speakers and voices of a case as they are now."""
    board_now(place)
    with _lock:
        _zone, parts, _board = _made[place.folder.root]
        return parts.known_now()


def build(parts: Parts, zone: ZoneInfo) -> Board:
    """A board of what was read."""
    claims = sorted(
        (
            _said(one, own.themes, parts, zone)
            for own in parts.recordings.values()
            for one in own.claims
        ),
        key=_moment,
    )
    by_recording: dict[str, list[LocatedClaim]] = defaultdict(list)
    for one in claims:
        by_recording[one.located.sha256].append(one.located)
    return Board(
        claims={one.id: one for one in claims},
        relations=_by_end(parts.relations),
        echoes=_by_claim(parts.echoes),
        facts={one.id: one for one in parts.facts},
        judgements=dict(_judged(in_force(parts.judgements), by_recording)),
        grades=dict(_graded(leading(parts.grades).values(), by_recording)),
        is_weighed=parts.is_weighed,
    )


def _said(located: LocatedClaim, themes: Iterable[Span], parts: Parts, zone: ZoneInfo) -> SaidClaim:
    unit, unit_from = unit_of(located)
    started = parts.started_at.get(located.call_id)
    day_from, day_to, dated_by = days_of(located, started, zone)
    best = parts.copies.get(located.sha256, "")
    return SaidClaim(
        located=located,
        aside=aside_of(located.claim),
        unit="" if unit == UNIT_NOT_SAID else unit,
        unit_from=unit_from,
        place=located.claim.place or located.place_in_context or "",
        day_from=day_from,
        day_to=day_to,
        dated_by=dated_by,
        said_on=started.astimezone(zone).date() if started else None,
        themes=tuple(dict.fromkeys(_themes_of(located, themes))),
        speaker=parts.speakers.get(located.call_id, {}).get(located.speaker_label),
        copy_of=best,
    )


def _themes_of(located: LocatedClaim, themes: Iterable[Span]) -> Iterator[str]:
    for label, start, end, theme in themes:
        overlaps = start < max(located.end_ms, located.start_ms + 1) and located.start_ms < end
        if label == located.speaker_label and overlaps:
            yield theme


def _moment(one: SaidClaim) -> tuple[date, str, int, str]:
    return one.day_from or date.max, one.located.call_id, one.located.start_ms, one.id


def _by_end(relations: Iterable[Relation]) -> dict[str, tuple[Relation, ...]]:
    found: dict[str, list[Relation]] = defaultdict(list)
    for one in relations:
        found[one.left].append(one)
        found[one.right].append(one)
    return {key: tuple(own) for key, own in found.items()}


def _by_claim(echoes: Iterable[Echo]) -> dict[str, tuple[Echo, ...]]:
    found: dict[str, list[Echo]] = defaultdict(list)
    for one in echoes:
        for key in one.claim_ids:
            found[key].append(one)
    return {key: tuple(own) for key, own in found.items()}


def _judged(
    records: Iterable[JudgementRecord], found: Mapping[str, list[LocatedClaim]]
) -> Iterator[tuple[str, JudgementRecord]]:
    for one in records:
        if one.judged is not None and (now := _now(one.subject, one.judged, found)):
            yield now, one


def _graded(
    records: Iterable[Grade], found: Mapping[str, list[LocatedClaim]]
) -> Iterator[tuple[str, Grade]]:
    for one in records:
        now = one.subject if one.judged is None else _now(one.subject, one.judged, found)
        if now and is_graded(one):
            yield now, one


def _now(subject: str, judged: JudgedClaim, found: Mapping[str, list[LocatedClaim]]) -> str | None:
    return same_claim(subject, judged, found.get(judged.sha256, ()))
