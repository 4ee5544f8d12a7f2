"""What the calls of a case can be narrowed to, counted once for as long as the list is the same."""

from collections.abc import Mapping, Sequence

from earwitness.app.remembering import remembered
from earwitness.records.call_listing import CallFilter, FacetCount, FacetKind, Reach
from earwitness.runtime.store import call_listing, listed_calls


def facets_offered(reach: Reach, most: int) -> Mapping[FacetKind, Sequence[FacetCount]]:
    """The commonest facets of each kind among the calls within reach."""
    return remembered(
        ("facets", reach, most), call_listing.mark(), lambda: _facets_offered(reach, most)
    )


def _facets_offered(reach: Reach, most: int) -> Mapping[FacetKind, Sequence[FacetCount]]:
    rows = listed_calls.fitting(CallFilter(), reach)
    return {kind: listed_calls.facet_counts(kind, rows, reach, most) for kind in FacetKind}
