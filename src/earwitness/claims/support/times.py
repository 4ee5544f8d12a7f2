"""Which days a statement speaks of, and which statements may speak of one day."""

from collections.abc import Iterable
from datetime import date, timedelta

from earwitness.records.support import Statement

WINDOW = timedelta(days=14)
"""Without days of its own, a claim may speak of so many days before it was said. Estimate: what is
told on the phone as news is rarely older than two weeks."""

Days = tuple[date, date]


def days_of(statement: Statement) -> tuple[Days | None, bool]:
    """First and last day that it may speak of, and whether they follow only from when it was said.
    None if nothing is known."""
    if statement.day_from is not None and statement.day_to is not None:
        return (statement.day_from, max(statement.day_from, statement.day_to)), False
    if statement.said_at is None:
        return None, False
    said = statement.said_at.date()
    return (max(said, date.min + WINDOW) - WINDOW, said), True


def clusters(statements: Iterable[Statement]) -> list[tuple[date | None, list[Statement]]]:
    """Groups of statements that may all speak of one day, with that day; as few as possible.

    The earliest last day takes all that may speak of it, and so on (greedy stabbing of intervals,
    optimal). Those of which no day is known stand apart (None).
    """
    placed = []
    timeless = []
    for one in statements:
        days, _ = days_of(one)
        if days is None:
            timeless.append(one)
        else:
            placed.append((days[1], days[0], one.id, one))
    found: list[tuple[date | None, list[Statement]]] = []
    point: date | None = None
    for last, first, _, one in sorted(placed, key=lambda item: item[:3]):
        if point is None or first > point:
            point = last
            found.append((point, []))
        found[-1][1].append(one)
    if timeless:
        found.append((None, sorted(timeless, key=lambda one: one.id)))
    return found
