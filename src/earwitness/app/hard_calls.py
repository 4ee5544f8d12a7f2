"""Which of many calls are hard to hear and to read, as the list of calls knows it."""

from collections.abc import Collection, Sequence

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.app.hard_reasons import reasons_of
from earwitness.records.call_listing import FacetKind
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import calls, listed_calls


def is_list_new(place: Workplace) -> bool:
    """Whether `hard_calls` may rely on the list; a few calls are listed anew for that."""
    return list_calls_in_passing(place)


def hard_calls(call_ids: Collection[str], *, by_list: bool) -> frozenset[str]:
    """Those of which any recording is hard to bear; where the list lags behind, what is said in
    them is read."""
    wanted = sorted(call_ids)
    return listed_calls.with_facet(FacetKind.COVER, wanted) if by_list else _read(wanted)


def _read(call_ids: Sequence[str]) -> frozenset[str]:
    own = {one: body["recordings"] for one, body in calls.bodies(call_ids).items()}
    hard = reasons_of([sha256 for hashes in own.values() for sha256 in hashes])
    return frozenset(one for one, hashes in own.items() if not hard.keys().isdisjoint(hashes))
