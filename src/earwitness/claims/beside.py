"""Claims of two extractors side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from earwitness.records.claim import LocatedClaim


def with_second(
    first: Iterable[LocatedClaim], second: Iterable[LocatedClaim]
) -> Iterator[LocatedClaim]:
    """All claims of the first extractor, then what the second found beside them.

    A second claim of the same kind on the same seconds says nothing new. It stays in the store.
    """
    spans: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for claim in first:
        spans[claim.sha256, claim.claim.kind].append((claim.start_ms, claim.end_ms))
        yield claim
    for claim in second:
        known = spans[claim.sha256, claim.claim.kind]
        if not any(start < claim.end_ms and claim.start_ms < end for start, end in known):
            yield claim
