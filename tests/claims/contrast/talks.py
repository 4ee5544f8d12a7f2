"""Made talks for the tests of the contrast."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from earwitness.claims.contrast.conversation import TalkedRecording
from earwitness.claims.contrast.matching import Gathered
from earwitness.records.claim import Claim, LocatedClaim, ThemeMark
from earwitness.records.hearing import Turn

HER, HIM = "channel-1", "channel-0"
TENTH = date(2022, 3, 10)


def talk(
    *said: tuple[str, str, Sequence[str]],
    call: str = "call-1",
    day: date | None = TENTH,
    claims: Sequence[LocatedClaim] = (),
    places: dict[int, str] | None = None,
    **more: Any,
) -> TalkedRecording:
    """A talk of (speaker label, text, themes); the turn with number n begins at n times 5 s."""
    turns = tuple(
        Turn(
            start_ms=5000 * number,
            end_ms=5000 * number + 4000,
            speaker_label=label,
            channel=0,
            language="ru",
            text=text,
            translation="",
        )
        for number, (label, text, _) in enumerate(said)
    )
    marks = [
        mark(call, turns[number], "theme", theme)
        for number, (_, _, themes) in enumerate(said)
        for theme in themes
    ]
    marks += [mark(call, turns[n], "place", place) for n, place in (places or {}).items()]
    return TalkedRecording(
        call_id=call, sha256=call, day=day, turns=turns, marks=marks, claims=claims, **more
    )


def mark(call: str, turn: Turn, kind: str, value: str) -> ThemeMark:
    return ThemeMark(
        call_id=call,
        sha256=call,
        start_ms=turn.start_ms,
        end_ms=turn.end_ms,
        speaker_label=turn.speaker_label,
        kind=kind,
        value=value,
        quote=turn.text,
    )


def claimed(number: int, label: str, *, call: str = "call-1", **fields: Any) -> LocatedClaim:
    """A claim in the turn of that number."""
    own = {"kind": "loss", "quote": "…", "start": 0, "end": 1, "rule": "made", **fields}
    return LocatedClaim(
        id=f"claim-{number}",
        call_id=call,
        sha256=call,
        start_ms=5000 * number + 100,
        end_ms=5000 * number + 900,
        speaker_label=label,
        translation="",
        claim=Claim(**own),
    )


def gathered(*talks: TalkedRecording) -> Gathered:
    found = Gathered()
    for one in talks:
        found.add(one)
    return found
