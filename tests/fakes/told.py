"""Statements of invented people, with as little said as a story needs."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from earwitness.claims.support.units import read_units
from earwitness.records.attribution import Judgement
from earwitness.records.claim import Claim
from earwitness.records.support import Statement

DAY = datetime(2022, 3, 8, 19, tzinfo=UTC)
UNIT = "3 company, 2 battalion, 917 regiment"


def told(number: int, **said: Any) -> Statement:
    """Claim `claim-N` of a speaker of call N. `day` counts days from the first; `meant` is the
    number of the day it speaks of; `person` was judged. The rest are fields of the claim."""
    day, meant, person = said.pop("day", 0), said.pop("meant", None), said.pop("person", "")
    call, label = said.pop("call", f"call-{number}"), said.pop("label", "caller")
    unit, speaker = said.pop("unit", UNIT), {n: said.pop(n) for n in _SPEAKER & said.keys()}
    own = {"kind": "loss", "object": "people", **said}
    if own["kind"] != "loss" and "object" not in said:
        own["object"] = None
    claim = Claim(quote=f"words {number}", start=0, end=7, rule="told", unit=unit, **own)
    spoken_of = None if meant is None else DAY.date() + timedelta(days=meant)
    return Statement(
        id=f"claim-{number:012}",
        claim=claim,
        call_id=call,
        speaker=f"{call}/{label}",
        person_id=person or None,
        judgement=Judgement.POSITIVE if person else Judgement.NONE,
        said_at=DAY + timedelta(days=day),
        day_from=spoken_of,
        day_to=spoken_of,
        units=read_units(unit or ""),
        **speaker,
    )


def published(number: int, first: date, last: date, **said: Any) -> Statement:
    """A published fact of these days."""
    claim = Claim(quote="", start=0, end=0, rule="fact", **{"kind": "loss", **said})
    return Statement(
        id=f"fact-{number:012}",
        claim=claim,
        source="external",
        day_from=first,
        day_to=last,
        units=read_units(claim.unit or ""),
    )


_SPEAKER = {"line", "family", "voice_group", "probability", "side"}
