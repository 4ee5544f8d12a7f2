"""How the claims of a case bear on each other, as far as it was weighed."""

from collections.abc import Sequence
from dataclasses import dataclass

from earwitness.claims.loss_table.table import Independent
from earwitness.claims.support.independence import independence
from earwitness.pipeline.support import statements, stored_support
from earwitness.records.claim import LocatedClaim
from earwitness.records.support import Independence, Relation


@dataclass(frozen=True, slots=True)
class Bearing:
    """`relations` between claims and facts, once each; `independent` says from how many men claims
    come. Both are empty before the stage `support` ran: nothing is said of what was not weighed."""

    relations: tuple[Relation, ...] = ()
    independent: Independent | None = None


def bearing() -> Bearing:
    """What the stage `support` found, and who stands behind each claim."""
    support = stored_support()
    if support is None:
        return Bearing()
    found = {(one.left, one.right): one for own in support.matters for one in own.relations}
    behind = {one.id: one for one in statements()}

    def independent(claims: Sequence[LocatedClaim]) -> Independence:
        return independence([behind[one.id] for one in claims if one.id in behind])

    return Bearing(tuple(found.values()), independent)
