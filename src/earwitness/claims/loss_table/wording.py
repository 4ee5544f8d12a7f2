"""The table of losses in words, the same for the command line and for the report."""

from collections.abc import Iterator

from earwitness.claims.wording import (
    denial_in,
    figure_name,
    figures_said,
    knowledge_of,
    unit_in_words,
)
from earwitness.records.losses import UNIT_NOT_SAID, FigureRange, LossRow, LossStatement

_DATED = {
    "meant": "days that are spoken of",
    "said": "days on which it was said",
    "unknown": "day not known",
}


def words_of_range(figure: FigureRange) -> str:
    """ "killed 8 to 12", "killed 1000 or more" where nobody says a highest figure."""
    name = figure_name(figure.name)
    if figure.low is None and figure.high is None:
        return f"{name}: no bound is said on either side"
    if figure.high is None:
        return f"{name} {figure.low} or more"
    if figure.low is None:
        return f"{name} {figure.high} or fewer"
    return f"{name} {figure.low}" + ("" if figure.low == figure.high else f" to {figure.high}")


def words_of_figures(row: LossRow) -> str:
    """The range of every figure, or why there is none."""
    if not row.statements:
        return "nothing is asserted"
    if row.may_mix_units:
        return "each figure with its claim"
    return "; ".join(map(words_of_range, row.figures)) or "no figure said"


def words_of_dates(row: LossRow) -> str:
    """Whether its days are those meant or those on which it was said."""
    return ", ".join(
        dict.fromkeys(_DATED.get(one.dated_by, one.dated_by) for one in row.statements)
    )


def time_of(row: LossRow) -> str:
    """The days of a row, and which days they are."""
    words = words_of_dates(row)
    if row.day_from is None or row.day_to is None:
        return words or _DATED["unknown"]
    ends = dict.fromkeys((row.day_from.isoformat(), row.day_to.isoformat()))
    return f"{' to '.join(ends)} ({words})"


def words_of_independence(row: LossRow) -> str:
    """From how many men it comes: at least, and at most."""
    low, high = row.independent_low, row.independent_high
    if low is None or high is None:
        return "independence not worked out"
    if not high:
        return "no independent source: it is only denied, or stands on a copy"
    if low == high:
        return f"from {low} independent source{'' if low == 1 else 's'}"
    return f"from {low} to {high} independent sources"


def unit_note(row: LossRow) -> str:
    """A warning where nobody says which unit it is; empty where all are of one."""
    if row.one_unit:
        return ""
    which = "The unit is not said" if row.unit == UNIT_NOT_SAID else "Which one is not said"
    if not row.may_mix_units:
        return f"{which}."
    return f"{which}: these claims may be of different units, so no range is given."


def within_note(row: LossRow) -> str:
    """What a part is a part of; empty for a whole."""
    return f"Part of {unit_in_words(row.within[0])}; not added to it." if row.within else ""


def said_of(one: LossStatement) -> Iterator[str]:
    """What one claim says and how it came here, field by field."""
    claim = one.located.claim
    yield from denial_in(claim)
    yield from figures_said(claim)
    yield from knowledge_of(one.located)
    units = one.located.units_in_context or claim.units
    if units and all(unit.whose == "other" for unit in units):
        yield "not the speaker's own unit"
    if any(unit.number_by == "name" for unit in units):
        yield "number found by the unit's name"
    if one.unit_from == "context":
        yield "unit from what was said before"
    if one.dated_by == "meant" and claim.when is not None:
        yield f"time said: {claim.when.said}"
    if one.superseded_by:
        yield f"later figure of the same speaker: {one.superseded_by}"
