"""What is asked, denied, planned, supposed or joked, as the extractors kept it."""

from collections.abc import Iterator

from earwitness.claims.beside import with_second
from earwitness.records.claim import LocatedClaim
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results


def all_unasserted() -> Iterator[LocatedClaim]:
    """Every claim of every leading transcript that is not asserted; each has a mood or polarity.

    Those by rules come first, then what a second extractor found beside them.
    """
    return with_second(_unasserted("claims"), _unasserted("second_claims"))


def _unasserted(stage: str) -> Iterator[LocatedClaim]:
    for _, output in results.outputs(stage):
        yield from from_json(output.get("unasserted", ()), tuple[LocatedClaim, ...])
