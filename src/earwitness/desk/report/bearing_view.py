"""What supports and contradicts a claim, and what people think of it, as the report shows it."""

from collections import defaultdict
from dataclasses import dataclass

from earwitness.desk.report.report_data import Graded, ReportData
from earwitness.desk.report.wording import anchor, clock
from earwitness.records.claim import LocatedClaim
from earwitness.records.support import Relation

MOST_SHOWN = 4
"""Of one relation with one claim; `support` tells all."""

_WORDS = {"supports": "supported by", "contradicts": "contradicted by"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherView:
    """A claim or published fact on the other side; `target` is empty for a fact."""

    target: str
    label: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BearingView:
    """Those that bear on a claim in one way. `left` counts what is not shown."""

    words: str
    others: tuple[OtherView, ...]
    left: int


class Bearings:
    """Answers about one report's claims, collected once."""

    def __init__(self, data: ReportData) -> None:
        self._claims = {
            claim.id: claim for call in data.calls for claim in (*call.claims, *call.unasserted)
        }
        self._facts = {fact.id: fact for fact in data.facts}
        self._grades = {grade.claim_id: grade for grade in data.grades}
        self._relations: dict[str, list[Relation]] = defaultdict(list)
        for relation in data.relations:
            if relation.relation in _WORDS:
                self._relations[relation.left].append(relation)
                self._relations[relation.right].append(relation)

    def of(self, claim_id: str) -> tuple[BearingView, ...]:
        """What supports a claim, then what contradicts it."""
        own = self._relations.get(claim_id, [])
        found = []
        for name, words in _WORDS.items():
            others = [self._other(claim_id, one) for one in own if one.relation == name]
            told = [one for one in others if one is not None]
            if told:
                left = max(0, len(told) - MOST_SHOWN)
                found.append(BearingView(words=words, others=tuple(told[:MOST_SHOWN]), left=left))
        return tuple(found)

    def grade(self, claim_id: str) -> Graded | None:
        """What a person thinks of it, None if nobody said."""
        return self._grades.get(claim_id)

    def _other(self, claim_id: str, relation: Relation) -> OtherView | None:
        other = relation.right if relation.left == claim_id else relation.left
        if claim := self._claims.get(other):
            label = _place(claim) + (", a denial" if claim.claim.polarity == "denied" else "")
            return OtherView(target=anchor("claim", other), label=label, why=relation.why)
        if fact := self._facts.get(other):
            label = f"published: {fact.event or fact.source} ({fact.source})"
            return OtherView(target="", label=label, why=relation.why)
        return None


def _place(claim: LocatedClaim) -> str:
    return f"{claim.call_id}, {clock(claim.start_ms)}"
