"""The table of losses in words. Nothing in it is a sum."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from earwitness.claims.loss_table.wording import said_of
from earwitness.desk.findings import wording
from earwitness.desk.findings.claim_lines import ClaimLine, line
from earwitness.records.claim_board import Board
from earwitness.records.losses import UNIT_NOT_SAID, FigureRange, LossRow, LossStatement
from earwitness.records.support import Relation

MOST_SHOWN = 6
"""Claims of a row on the page; the board shows the rest."""
MOST_INDENTED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """One claim of a row. `marks` say what it says and how it came here, in English."""

    claim: ClaimLine
    marks: str
    aside: str
    is_superseded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContradictionView:
    """Two that cannot both be so: claims, or published facts in words."""

    why: str
    claims: Sequence[ClaimLine]
    facts: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LossView:
    """One row. `left` counts claims that are not shown here."""

    unit: str
    unit_value: str
    depth: int
    part_of: str
    note: str
    object: str
    period: str
    figures: Sequence[str]
    no_figures: str
    days: str
    dated: str
    independent: str
    total: int
    statements: Sequence[StatementView]
    left: int
    asides: Sequence[StatementView]
    contradictions: Sequence[ContradictionView]

    @property
    def call_ids(self) -> list[str]:
        """The calls whose words stand behind it."""
        own = [one.claim.call_id for one in (*self.statements, *self.asides)]
        return [*own, *(one.call_id for pair in self.contradictions for one in pair.claims)]


def loss_view(board: Board, row: LossRow) -> LossView:
    """One row of the table."""
    own = row.unit.split(",")[0]
    return LossView(
        unit=_("unit not said") if row.unit == UNIT_NOT_SAID else wording.unit(own),
        unit_value="" if row.unit == UNIT_NOT_SAID else row.unit,
        depth=min(len(row.within), MOST_INDENTED),
        part_of=", ".join(wording.unit(one.split(",")[0]) for one in row.within),
        note=_note(row),
        object="" if row.object == "people" else row.object,
        period=row.period,
        figures=[range_in_words(one) for one in row.figures],
        no_figures="" if row.figures else _no_figures(row),
        days=_days(row),
        dated=_dated(row),
        independent=_independent(row),
        total=len(row.statements),
        statements=_statements(board, row.statements[:MOST_SHOWN]),
        left=max(0, len(row.statements) - MOST_SHOWN),
        asides=_statements(board, row.asides[:MOST_SHOWN]),
        contradictions=[_contradiction(board, one) for one in row.contradictions[:MOST_SHOWN]],
    )


def range_in_words(figure: FigureRange) -> str:
    """ "killed 8 to 12", "killed 1000 or more" where nobody says a highest figure."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        said = _("no bound on either side")
    elif high is None:
        said = _("%s or more") % low
    elif low is None:
        said = _("%s or fewer") % high
    elif low == high:
        said = str(low)
    else:
        said = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return str(wording.FIGURES[figure.name]) % said


def _no_figures(row: LossRow) -> str:
    if not row.statements:
        return _("nothing is asserted")
    return _("each figure with its claim") if row.may_mix_units else _("no figure said")


def _note(row: LossRow) -> str:
    if row.one_unit:
        return ""
    if row.may_mix_units:
        return _("These claims may be of different units, so no range is given.")
    return _("Which one is not said.")


def _days(row: LossRow) -> str:
    ends = dict.fromkeys(date_format(day, "j M Y") for day in (row.day_from, row.day_to) if day)
    return " – ".join(ends) or _("not known")


def _dated(row: LossRow) -> str:
    words = {"meant": _("spoken of"), "said": _("said then"), "unknown": _("day not known")}
    return ", ".join(dict.fromkeys(words[one.dated_by] for one in row.statements))


def _independent(row: LossRow) -> str:
    low, high = row.independent_low, row.independent_high
    if low is None or high is None:
        return _("independence not worked out")
    if not high:
        return _("no independent source: it is only denied, or stands on a copy")
    if low == high:
        words = ngettext(
            "from %(high)s independent source", "from %(high)s independent sources", high
        )
    else:
        words = _("from %(low)s to %(high)s independent sources")
    return words % {"low": low, "high": high}


def _statements(board: Board, found: Sequence[LossStatement]) -> list[StatementView]:
    return [
        StatementView(
            claim=line(board, board.claims[one.located.id]),
            marks=" · ".join(said_of(one)),
            aside=wording.aside(one.aside) if one.aside else "",
            is_superseded=bool(one.superseded_by),
        )
        for one in found
    ]


def _contradiction(board: Board, relation: Relation) -> ContradictionView:
    ends = (relation.left, relation.right)
    return ContradictionView(
        why=relation.why,
        claims=[line(board, board.claims[end]) for end in ends if end in board.claims],
        facts=[
            f"{board.facts[end].event} ({board.facts[end].source})"
            for end in ends
            if end in board.facts
        ],
    )
