"""The tiny case with its claims weighed as a test wants it."""

from collections.abc import Sequence

from earwitness.app.answers import all_claims
from earwitness.records.claim import LocatedClaim
from earwitness.records.custody import Provenance
from earwitness.records.support import Echo, Independence, Matter, Relation, RelationName, Support
from earwitness.runtime.records_json import to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import results
from earwitness.runtime.store.connection import writing


def claims() -> list[LocatedClaim]:
    """Those of the case, by what they say: losses, position, others."""
    return sorted(all_claims(), key=lambda one: (one.claim.kind, one.call_id))


def weigh(place: Workplace, relations: Sequence[Relation], echoes: Sequence[Echo] = ()) -> None:
    """Let this be what the stage `support` found, all in one matter."""
    ids = sorted({end for one in relations for end in (one.left, one.right)})
    matter = Matter(
        id="matter-1", kind="loss", object="people", unit="", units=(), place="",
        day_from=None, day_to=None, by_said_at=True, claim_ids=tuple(ids), fact_ids=(),
        independence=Independence(low=1, high=2, echoes=tuple(echoes)), relations=tuple(relations),
    )  # fmt: skip
    provenance = Provenance(
        stage="support", engine="fake", version="1", weights_digest="", options="{}",
        input_digests=(),
    )  # fmt: skip
    output = to_json(Support(matters=(matter,)))
    with writing(place.folder.database):
        results.save("case", provenance, output, actor="test")


def related(one: LocatedClaim, other: LocatedClaim, how: RelationName) -> Relation:
    """Two claims that bear on each other."""
    left, right = sorted((one.id, other.id))
    return Relation(left=left, right=right, relation=how, why="they say so", fields=("figures",))
