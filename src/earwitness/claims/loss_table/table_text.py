"""The table of losses for spreadsheets: one line a claim, so that nobody is led to add up rows."""

from collections.abc import Iterable, Iterator

from earwitness.claims.published_figures import FIELDS
from earwitness.records.losses import LossRow, LossStatement, LossTable

HEADING = (
    *("unit", "part_of", "object", "period"),
    *(f"{name}_{end}" for name in FIELDS for end in ("low", "high")),
    *(
        "independent_low",
        "independent_high",
        "claim",
        "call",
        "start_ms",
        "end_ms",
        "speaker_label",
    ),
    *("from", "to", "dated_by", "unit_from", *(f"said_{name}" for name in FIELDS)),
    *("destroyed", "known_by", "told_by", "hearsay", "aside", "superseded_by"),
    *("contradicted_by", "quote", "translation", "sha256"),
)


def table_lines(table: LossTable) -> Iterator[tuple[str, ...]]:
    """The heading, then each claim of each row. The range of a row stands on each of its lines:
    it is the row's, not the claim's. Empty is unknown; an open end is "open"."""
    yield HEADING
    for row in table.rows:
        for one in (*row.statements, *row.asides):
            yield tuple(_line(row, one))


def _line(row: LossRow, one: LossStatement) -> Iterator[str]:
    located, claim = one.located, one.located.claim
    yield from (row.unit, row.within[0] if row.within else "", row.object, row.period)
    figures = {figure.name: figure for figure in row.figures}
    for name in FIELDS:
        figure = figures.get(name)
        yield from ("", "") if figure is None else (_end(figure.low), _end(figure.high))
    yield from _told(row.independent_low, row.independent_high, located.id, located.call_id)
    yield from _told(located.start_ms, located.end_ms, located.speaker_label)
    yield from _told(one.day_from, one.day_to, one.dated_by, one.unit_from)
    yield from _told(*(getattr(claim, name) for name in FIELDS))
    yield from _told(claim.destroyed, claim.known_by, claim.told_by, located.is_passed_on or None)
    yield from (one.aside, one.superseded_by, " ".join(_against(row, located.id)))
    yield from (claim.quote, located.translation, located.sha256)


def _against(row: LossRow, own: str) -> Iterable[str]:
    for relation in row.contradictions:
        if own in (relation.left, relation.right):
            yield relation.right if own == relation.left else relation.left


def _told(*values: object) -> Iterator[str]:
    for value in values:
        yield "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _end(value: int | str | None) -> str:
    return "open" if value is None else str(value)
