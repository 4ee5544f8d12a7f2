"""What is asked, denied, planned, supposed or joked, as far as the stage `claims` kept it."""

from collections.abc import Iterator

from earwitness.records.claim import LocatedClaim
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results


def all_unasserted() -> Iterator[LocatedClaim]:
    """Every claim of every leading transcript that is not asserted; each has a mood or polarity."""
    for _, output in results.outputs("claims"):
        yield from from_json(output.get("unasserted", ()), tuple[LocatedClaim, ...])
