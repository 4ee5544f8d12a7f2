"""Claims of two extractors side by side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from earwitness.records.claim import LocatedClaim


def with_second(
    first: Iterable[LocatedClaim],
    second: Iterable[LocatedClaim],
    aside: Iterable[LocatedClaim] = (),
) -> Iterator[LocatedClaim]:
    """All claims of the first extractor, then what the second found beside them.

    A second claim of the same kind on the same seconds says nothing new, and does not state what
    the first took for a joke, a question or a denial (`aside`). It stays in the store.
    """
    spans: defaultdict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for claim in first:
        spans[claim.sha256, claim.claim.kind].append((claim.start_ms, claim.end_ms))
        yield claim
    later = list(second)
    for claim in aside if later else ():
        spans[claim.sha256, claim.claim.kind].append((claim.start_ms, claim.end_ms))
    for claim in later:
        known = spans[claim.sha256, claim.claim.kind]
        if not any(start < claim.end_ms and claim.start_ms < end for start, end in known):
            yield claim
