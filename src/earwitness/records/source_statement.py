"""What people say of a source beside what stands in it, version by version."""

from dataclasses import dataclass, replace
from datetime import datetime

from earwitness.records.profile import Coverage, ProfileSource


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said of a source. Fields as in `ProfileSource`; None: nothing is said, what the
    source holds stands."""

    origin: str | None = None
    as_of: str | None = None
    asked_numbers: tuple[str, ...] | None = None
    unanswered_numbers: tuple[str, ...] | None = None

    @property
    def anything(self) -> bool:
        """Whether anything is said."""
        return self != Said()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatement(Said):
    """One version of what is said of a source; the newest leads, earlier ones stay.

    `recorded_at` is in UTC.
    """

    source_id: str
    version: int
    recorded_at: datetime
    recorded_by: str


def as_stated(source: ProfileSource, said: Said) -> ProfileSource:
    """The source with what is said of it. A part that was not read stays unread: a partial
    source does not become one that answers for the numbers it was asked."""
    fields = {
        name: value
        for name in ("origin", "as_of", "asked_numbers", "unanswered_numbers")
        if (value := getattr(said, name)) is not None
    }
    whole = replace(source, **fields)
    if said.asked_numbers is not None and source.coverage is not Coverage.PARTIAL:
        return replace(whole, coverage=Coverage.ASKED)
    return whole
