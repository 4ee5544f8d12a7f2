"""One recording as the contrast needs it: turns with what was found in each."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.hearing import UNKNOWN_SPEAKER, Turn, channel_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkedRecording:
    """A recording of a call. `claims` and `marks` are its own. `sides` tells the side of a speaker
    label where it is known; `called_lines_of_caller` how many lines the calling phone calls in the
    case (0: the phone is not known)."""

    call_id: str
    sha256: str
    day: date | None
    turns: Sequence[Turn]
    claims: Sequence[LocatedClaim] = ()
    marks: Sequence[ThemeMark] = ()
    sides: Mapping[str, str] = field(default_factory=dict)
    called_lines_of_caller: int = 0

    def side_of(self, label: str) -> str:
        """ "caller", "called", or empty."""
        return self.sides.get(label) or self.sides.get(channel_of(label), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnFindings:
    """A turn with its claims and marks."""

    turn: Turn
    claims: tuple[LocatedClaim, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()

    @property
    def topics(self) -> tuple[str, ...]:
        """Themes, and kinds of claims."""
        return tuple(dict.fromkeys((*self.themes, *(one.claim.kind for one in self.claims))))


def findings_of(talk: TalkedRecording) -> tuple[TurnFindings, ...]:
    """Every turn, in order of time. A claim belongs to its speaker's turn in which it begins."""
    turns = sorted(talk.turns, key=lambda turn: (turn.start_ms, turn.channel))
    by_start = {(turn.start_ms, turn.speaker_label): place for place, turn in enumerate(turns)}
    marks: dict[int, list[ThemeMark]] = {}
    claims: dict[int, list[LocatedClaim]] = {}
    for mark in talk.marks:
        if (place := by_start.get((mark.start_ms, mark.speaker_label))) is not None:
            marks.setdefault(place, []).append(mark)
    places = _places(turns)
    for claim in talk.claims:
        if (place := _turn_of(claim, turns, places.get(claim.speaker_label, ()))) is not None:
            claims.setdefault(place, []).append(claim)
    return tuple(
        _findings(turn, claims.get(place, ()), marks.get(place, ()))
        for place, turn in enumerate(turns)
    )


def _places(turns: Sequence[Turn]) -> dict[str, list[int]]:
    """Speaker label → where its turns stand."""
    places: dict[str, list[int]] = {}
    for place, turn in enumerate(turns):
        places.setdefault(turn.speaker_label, []).append(place)
    return places


def _turn_of(claim: LocatedClaim, turns: Sequence[Turn], own: Sequence[int]) -> int | None:
    """The latest of the speaker's own turns that has begun and not ended where the claim begins."""
    begun = bisect_right(own, claim.start_ms, key=lambda place: turns[place].start_ms)
    for place in reversed(own[:begun]):
        if claim.start_ms < max(turns[place].end_ms, turns[place].start_ms + 1):
            return place
    return None


def _findings(
    turn: Turn, claims: Sequence[LocatedClaim], marks: Sequence[ThemeMark]
) -> TurnFindings:
    def named(kind: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(mark.value for mark in marks if mark.kind == kind))

    said = [one.claim.place or one.place_in_context or "" for one in claims]
    return TurnFindings(
        turn=turn,
        claims=tuple(claims),
        themes=named("theme"),
        places=tuple(dict.fromkeys(filter(None, (*named("place"), *said)))),
        persons=named("person"),
    )


def is_told_apart(label: str) -> bool:
    """Whether the label says whose voice it is."""
    return label != UNKNOWN_SPEAKER
