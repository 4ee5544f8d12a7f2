"""Asking the board: which claims fit, and what there is to choose from."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from earwitness.app.claim_board.bearing import bearings
from earwitness.claims.loss_table.periods import overlaps
from earwitness.claims.support.places import place_key
from earwitness.records.attribution import Judgement
from earwitness.records.claim_board import Board, BoardFilter, SaidClaim

Check = Callable[[SaidClaim], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What there is to narrow by: (value, how many claims), the commonest first."""

    kinds: Sequence[tuple[str, int]]
    units: Sequence[tuple[str, int]]
    places: Sequence[tuple[str, int]]
    themes: Sequence[tuple[str, int]]
    persons: Sequence[tuple[str, int]]


def fitting(board: Board, wanted: BoardFilter) -> list[SaidClaim]:
    """The claims that fit, by day; those whose day is not known come last."""
    checks = [*_checks(board, wanted)]
    return [one for one in board.claims.values() if all(check(one) for check in checks)]


def choices(board: Board) -> Choices:
    """What there is among all claims of the board; worked out once."""
    found: Choices | None = board.kept.get("choices")
    if found is None:
        every = board.claims.values()
        found = Choices(
            kinds=_commonest(one.located.claim.kind for one in every),
            units=_commonest(one.unit for one in every),
            places=_commonest(one.place for one in every),
            themes=_commonest(theme for one in every for theme in one.themes),
            persons=_commonest(one.speaker.name for one in every if one.speaker),
        )
        board.kept["choices"] = found
    return found


def _commonest(values: Iterator[str]) -> Sequence[tuple[str, int]]:
    counted = Counter(filter(None, values))
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _checks(board: Board, wanted: BoardFilter) -> Iterator[Check]:
    if wanted.stated is not None:
        yield lambda one: (not one.aside) is wanted.stated
    if wanted.kind:
        yield lambda one: one.located.claim.kind == wanted.kind
    if wanted.unit:
        unit = wanted.unit.casefold()
        yield lambda one: unit in one.unit.casefold()
    if wanted.place:
        yield _is_at(wanted.place)
    if wanted.theme:
        yield lambda one: wanted.theme in one.themes
    if wanted.person:
        yield _is_by(wanted.person)
    if wanted.first_day or wanted.last_day:
        yield lambda one: bool(
            overlaps(one.day_from, one.day_to, wanted.first_day, wanted.last_day)
        )
    if wanted.bearing:
        known, bearing = bearings(board), wanted.bearing
        yield lambda one: bearing in known[one.id]
    yield from _decided(board, wanted)


def _decided(board: Board, wanted: BoardFilter) -> Iterator[Check]:
    if wanted.verdict is Judgement.NONE:
        yield lambda one: one.id not in board.judgements
    elif wanted.verdict:
        told = {key for key, own in board.judgements.items() if own.verdict is wanted.verdict}
        yield lambda one: one.id in told
    if wanted.grade:
        graded = {
            key
            for key, own in board.grades.items()
            if wanted.grade in (own.source, own.information)
        }
        yield lambda one: not graded.isdisjoint((one.id, speaker_of(one)))


def speaker_of(one: SaidClaim) -> str:
    """The voice that says it, as grades name it ("CALL/LABEL")."""
    return f"{one.located.call_id}/{one.located.speaker_label}"


def _is_at(place: str) -> Check:
    """By the key of the place where both have one: in any language and spelling."""
    key, part = place_key(place), place.casefold()

    def check(one: SaidClaim) -> bool:
        if not one.place:
            return False
        return part in one.place.casefold() or (bool(key) and place_key(one.place) == key)

    return check


def _is_by(person: str) -> Check:
    part = person.casefold()

    def check(one: SaidClaim) -> bool:
        speaker = one.speaker
        if speaker is None or speaker.person_id is None:
            return False
        return person == speaker.person_id or part in speaker.name.casefold()

    return check
