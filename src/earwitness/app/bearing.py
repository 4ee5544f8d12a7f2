"""How the claims of a case bear on each other, as far as it was weighed."""

from collections.abc import Sequence

from earwitness.claims.loss_table.table import Independent
from earwitness.claims.support.independence import independence
from earwitness.pipeline.support import statements, was_weighed
from earwitness.records.claim import LocatedClaim
from earwitness.records.support import Independence


def independent_men() -> Independent | None:
    """Who tells from how many men claims come, by who stands behind each; None before the stage
    `support` ran: nothing is said of what was not weighed."""
    if not was_weighed():
        return None
    behind = {one.id: one for one in statements()}

    def independent(claims: Sequence[LocatedClaim]) -> Independence:
        return independence([behind[one.id] for one in claims if one.id in behind])

    return independent
