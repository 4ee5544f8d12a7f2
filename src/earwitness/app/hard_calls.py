"""Which of many calls are hard to hear and to read, as the list of calls knows it."""

from collections.abc import Collection, Sequence

from earwitness.app.hard_reasons import reasons_of
from earwitness.records.call_listing import FacetKind
from earwitness.runtime.store import calls, listed_calls


def hard_calls(call_ids: Collection[str], *, by_list: bool) -> frozenset[str]:
    """Those of which any recording is hard to bear; what is said in them is read where the list
    lags behind, as `call_listing.list_calls_in_passing` tells."""
    wanted = sorted(call_ids)
    return listed_calls.with_facet(FacetKind.COVER, wanted) if by_list else _read(wanted)


def _read(call_ids: Sequence[str]) -> frozenset[str]:
    own = {one: body["recordings"] for one, body in calls.bodies(call_ids).items()}
    hard = reasons_of([sha256 for hashes in own.values() for sha256 in hashes])
    return frozenset(one for one, hashes in own.items() if not hard.keys().isdisjoint(hashes))
