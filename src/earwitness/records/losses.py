"""The table of losses: what is claimed of each unit, side by side. Nothing in it is a sum."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from earwitness.records.claim import LocatedClaim
from earwitness.records.support import Relation

UNIT_NOT_SAID = "unit not said"
OBJECT_NOT_SAID = "not said"

Dated = Literal["meant", "said", "unknown"]
UnitFrom = Literal["said", "context", "unknown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRange:
    """The lowest and the highest figure that is said of one field; never a sum.

    Counts are integers, of `fraction` shares as they are said ("1/3", "60%"). None is an open
    end: "more than a thousand" has no highest, "fewer than ten" no lowest figure.
    """

    name: str
    low: int | str | None
    high: int | str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LossStatement:
    """One claim of the table.

    `day_from` and `day_to` are the days it speaks of (`dated_by` "meant"), else the day on which it
    was said ("said"), else None ("unknown"). `unit_from` says whether the sentence names the unit,
    or what was said before in the call. `superseded_by` is the id of a later claim of the same
    speaker that takes its place. `aside` says why its figures are in no range ("denied",
    "question", "joke", "hypothetical", "plan"); it is empty for what is asserted.
    """

    located: LocatedClaim
    unit: str
    unit_from: UnitFrom
    day_from: date | None
    day_to: date | None
    dated_by: Dated
    superseded_by: str = ""
    aside: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LossRow:
    """What is claimed of one unit, of one kind of thing, in one period.

    `within` are the units that it is a part of, small to large, as far as they are said: what is
    claimed of a part is never added to the whole. `one_unit` is false where claims of different
    units may stand together, as they do under "own company". `object` is "people" or which
    equipment. `period` is a month ("2022-03"), an ISO week ("2022-W10"), a day, two of them where
    claims span both, "unknown", or empty without periods. `day_from` and `day_to` span the days
    of `statements`. `asides` are denied, asked, joked and the like. `independent_low` and
    `independent_high` say from how many men it comes, None if not worked out. `contradictions`
    are those of the relations that contradict and touch a statement. `figures` is empty where
    nothing is said, and where the claims may be of different units: the lowest of one unit and
    the highest of another bound nothing.
    """

    unit: str
    within: tuple[str, ...]
    one_unit: bool
    object: str
    period: str
    day_from: date | None
    day_to: date | None
    statements: tuple[LossStatement, ...]
    asides: tuple[LossStatement, ...]
    figures: tuple[FigureRange, ...]
    independent_low: int | None = None
    independent_high: int | None = None
    contradictions: tuple[Relation, ...] = ()

    @property
    def may_mix_units(self) -> bool:
        """Whether different units may stand together here, so that no range is given."""
        return not self.one_unit and len(self.statements) > 1

    @property
    def contradicting(self) -> tuple[str, ...]:
        """Ids of the claims and facts on both sides of the contradictions, once each."""
        ends = (end for one in self.contradictions for end in (one.left, one.right))
        return tuple(dict.fromkeys(ends))


@dataclass(frozen=True, slots=True, kw_only=True)
class LossTable:
    """Every row; sub-units after their unit. `undated` counts claims that a period was asked for
    and that have no day."""

    rows: tuple[LossRow, ...]
    undated: int = 0
