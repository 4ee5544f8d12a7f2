"""The board of the person of a request: asked here, and nowhere else in this part."""

from django.http import Http404, HttpRequest

from earwitness.app.claim_board.building import board_now
from earwitness.app.claim_board.reach import within
from earwitness.desk.access.reach import reach_of
from earwitness.desk.acting import place_of
from earwitness.records.claim_board import Board, SaidClaim


def board_of(request: HttpRequest) -> Board:
    """Every claim that the person may know of."""
    return within(board_now(place_of(request)), reach_of(request))


def claim_or_404(board: Board, untrusted_id: str) -> SaidClaim:
    """The claim of this whole id.

    Raises:
        Http404: there is none, or it is hidden: nobody can tell which.
    """
    found = board.claims.get(untrusted_id)
    if found is None:
        raise Http404
    return found
