"""What the person of a request may know of: asked here, and nowhere else in this part."""

from django.http import HttpRequest

from earwitness.app.restricting import restricted_calls
from earwitness.desk.access.need_to_know import hidden
from earwitness.records.call_listing import Reach


def reach_of(request: HttpRequest) -> Reach:
    """Hidden and restricted calls, and hidden persons."""
    unseen = hidden(request)
    return Reach(
        hidden_calls=unseen.calls,
        hidden_persons=unseen.persons,
        restricted=restricted_calls() - unseen.calls,
    )
