"""Material that is hard to bear is covered until the person asks for it, call by call."""

from collections.abc import Iterable

from django.http import HttpRequest

from earwitness.app.call_listing import list_calls_in_passing
from earwitness.app.hard_calls import hard_calls
from earwitness.app.hard_reasons import reasons_to_restrict
from earwitness.desk.acting import place_of

KEY = "uncovered"
ALL = "*"


def is_restricted(sha256: str) -> bool:
    """Whether anything restricted is said in a recording."""
    return bool(reasons_to_restrict(sha256))


def is_uncovered(request: HttpRequest, call_id: str) -> bool:
    """Whether the person asked to see this call. Kept with the session alone."""
    asked = request.session.get(KEY, [])
    return call_id in asked or ALL in asked


def is_covered(request: HttpRequest, call_id: str, sha256: str) -> bool:
    """Whether a page shows no words of a recording of this call, for this person."""
    return not is_uncovered(request, call_id) and is_restricted(sha256)


def uncover(request: HttpRequest, call_id: str) -> None:
    """Show a call (`ALL`: every one) for the rest of the session."""
    asked = request.session.get(KEY, [])
    request.session[KEY] = [*(one for one in asked if one != call_id), call_id]


class Covered:
    """The calls of which a page shows no words, for this person. Templates ask it by `in`.

    A call that `expect` was not told of is looked up by itself: slower, and never forgotten.
    """

    def __init__(self, request: HttpRequest) -> None:
        self._request = request
        self._hard: dict[str, bool] = {}
        self._by_list: bool | None = None

    def expect(self, call_ids: Iterable[str]) -> "Covered":
        """Look these up at once."""
        wanted = set(call_ids).difference(self._hard)
        if wanted:
            if self._by_list is None:
                self._by_list = list_calls_in_passing(place_of(self._request))
            hard = hard_calls(wanted, by_list=self._by_list)
            self._hard.update((one, one in hard) for one in wanted)
        return self

    def is_hard(self, call_id: str) -> bool:
        """Whether it would be covered for who has not asked."""
        return self.expect([call_id])._hard[call_id]

    def __contains__(self, call_id: str) -> bool:
        return not is_uncovered(self._request, call_id) and self.is_hard(call_id)

    def number_of(self, call_ids: Iterable[str]) -> int:
        """How many of these are covered."""
        own = {*call_ids}
        if all(is_uncovered(self._request, one) for one in own):
            return 0
        return sum(one in self.expect(own) for one in own)


def hidden_on(request: HttpRequest, call_ids: Iterable[str]) -> dict[str, int]:
    """How many of the calls of a page are covered: what "_covered_some.html" tells."""
    return {"hidden": covered_for(request).number_of(call_ids)}


def covered_for(request: HttpRequest) -> Covered:
    """The one of a request."""
    found = getattr(request, "earwitness_covered", None)
    if not isinstance(found, Covered):
        found = Covered(request)
        request.earwitness_covered = found  # type: ignore[attr-defined]
    return found
