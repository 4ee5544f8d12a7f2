"""Made claims for the tests of the table of losses."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from earwitness.claims.loss_table.table import Wanted, loss_table
from earwitness.records.claim import Claim, LocatedClaim
from earwitness.records.losses import LossRow, LossTable

KYIV = ZoneInfo("Europe/Kyiv")
SEVENTH = datetime(2022, 3, 7, 19, 0, tzinfo=UTC)


def said(
    number: int = 1, *, call: str = "call-1", located: Any = None, **fields: Any
) -> LocatedClaim:
    """A loss of people, said on 7 March by one speaker of a call."""
    claim = Claim(
        **{
            "kind": "loss",
            "object": "people",
            "quote": f"claim {number}",
            "start": 0,
            "end": 7,
            "rule": "made",
            **fields,
        }
    )
    made = LocatedClaim(
        id=f"claim-{number}",
        call_id=call,
        sha256="ab" * 32,
        start_ms=1000 * number,
        end_ms=1000 * number + 900,
        speaker_label="channel-0",
        translation="",
        claim=claim,
        said_at=SEVENTH,
    )
    return replace(made, **(located or {}))


def table(*claims: LocatedClaim, wanted: Wanted | None = None, **more: Any) -> LossTable:
    return loss_table(claims, started_at={}, zone=KYIV, wanted=wanted, **more)


def row(made: LossTable, unit: str, thing: str = "people") -> LossRow:
    (found,) = [one for one in made.rows if (one.unit, one.object) == (unit, thing)]
    return found


def figures(found: LossRow) -> dict[str, tuple[int | str | None, int | str | None]]:
    return {one.name: (one.low, one.high) for one in found.figures}


MARCH = (date(2022, 3, 1), date(2022, 3, 31))
