"""Support as an answer: matters with claims, facts, relations, and what people made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from earwitness.app.answers import all_claims
from earwitness.app.facts import fact_answer
from earwitness.app.grading import grades_now
from earwitness.app.judged_claims import CLAIM, claim_named, claim_now
from earwitness.app.unasserted import all_unasserted
from earwitness.claims.json_shape import units_to_json
from earwitness.pipeline.support import stored_matters, was_weighed
from earwitness.records.claim import LocatedClaim
from earwitness.records.errors import WrongUsage
from earwitness.records.judgement import JudgementRecord
from earwitness.records.printable import storable
from earwitness.records.support import ExternalFact, Grade, Matter
from earwitness.runtime.records_json import to_json
from earwitness.runtime.store import facts, judgements

MATTER, FACT = "matter-", "fact-"
Answer = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Known:
    claims: Mapping[str, LocatedClaim]
    facts: Mapping[str, ExternalFact]
    grades: Mapping[str, Grade]
    judged: Mapping[str, JudgementRecord]


def list_support(wanted: str = "") -> list[Answer]:
    """Every matter of which several claims or facts tell, those with contradictions first; of a
    claim, fact or matter that is named, its matters even if it stands alone.

    Raises:
        WrongUsage: nothing was weighed yet, or there is no such claim, fact or matter.
    """
    if not was_weighed():
        raise WrongUsage("Nothing was weighed yet.", remedy="Run earwitness process first.")
    matters = _named(storable(wanted).strip()) if wanted else stored_matters(_is_shown)
    told = {key for matter in matters for key in matter.claim_ids}
    known = _Known(
        claims={one.id: one for one in chain(all_claims(), all_unasserted()) if one.id in told},
        facts={fact.id: fact for fact in facts.leading_facts()},
        grades=grades_now(),
        judged=judged_claims(),
    )
    return [_matter_answer(one, known) for one in sorted(matters, key=_rank)]


def judged_claims() -> dict[str, JudgementRecord]:
    """Claim as it is called today → what people decided about it."""
    found = {}
    for record in judgements.judgements_in_force():
        now = claim_now(record.subject, record.judged) if record.judged else None
        if now:
            found[now] = record
    return found


def with_people(answers: Iterable[Answer]) -> list[Answer]:
    """Answers of `claims` with `grade` and `judgement`, where people gave one."""
    grades, judged = grades_now(), judged_claims()
    return [{**one, **_people(one["id"], grades, judged)} for one in answers]


def _people(
    claim_id: str, grades: Mapping[str, Grade], judged: Mapping[str, JudgementRecord]
) -> Answer:
    grade, decision = grades.get(claim_id), judged.get(claim_id)
    return {
        **({"grade": grade.source + grade.information} if grade else {}),
        **({"judgement": decision.verdict.value} if decision else {}),
    }


def _is_shown(matter: Mapping[str, Any]) -> bool:
    return len(matter["claim_ids"]) + len(matter["fact_ids"]) > 1 or bool(matter["relations"])


def _rank(matter: Matter) -> tuple[bool, int, str]:
    disputed = any(one.relation == "contradicts" for one in matter.relations)
    return not disputed, -len(matter.claim_ids), matter.id


def _named(wanted: str) -> tuple[Matter, ...]:
    """The matters in which a claim or fact stands, or the one of this id."""
    key = claim_named(wanted).id if wanted.startswith(CLAIM) else wanted
    found = stored_matters(lambda one: _is_named(one, key))
    if not found:
        raise WrongUsage(
            f"There is no matter of {wanted!r}.",
            remedy="Give the id of a claim (`earwitness claims --json`), a fact or a matter. "
            "Questions, jokes, plans and claims on copies stand in none.",
        )
    return found


def _is_named(matter: Mapping[str, Any], key: str) -> bool:
    """Claims by the whole id; matters and facts by its beginning, from the first digit on."""
    if key in matter["claim_ids"]:
        return True
    own = [one for one in (matter["id"], *matter["fact_ids"]) if one.startswith(key)]
    return bool(own) and key.startswith((MATTER, FACT)) and key not in (MATTER, FACT)


def _matter_answer(matter: Matter, known: _Known) -> Answer:
    return {
        "id": matter.id,
        "kind": matter.kind,
        "object": matter.object or None,
        "unit": matter.unit or None,
        "units": units_to_json(matter.units),
        "place": matter.place or None,
        "from": matter.day_from and matter.day_from.isoformat(),
        "to": matter.day_to and matter.day_to.isoformat(),
        "by_said_at": matter.by_said_at,
        "steps": to_json(matter.steps),
        "claims": [_claim_answer(key, known) for key in matter.claim_ids],
        "facts": [_fact_answer(key, known) for key in matter.fact_ids],
        "independence": to_json(matter.independence),
        "relations": to_json(matter.relations),
        "unshown": matter.unshown,
        "compatible_matters": list(matter.compatible_matters),
    }


def _claim_answer(claim_id: str, known: _Known) -> Answer:
    located = known.claims.get(claim_id)
    if located is None:
        return {"id": claim_id}
    speaker = f"{located.call_id}/{located.speaker_label}"
    return {
        "id": claim_id,
        "call": located.call_id,
        "start_ms": located.start_ms,
        "end_ms": located.end_ms,
        "speaker_label": located.speaker_label,
        "quote": located.claim.quote,
        "translation": located.translation,
        "denied": located.claim.polarity == "denied",
        "grade": _grade(known.grades.get(claim_id)),
        "speaker_grade": _grade(known.grades.get(speaker)),
        "judgement": known.judged[claim_id].verdict.value if claim_id in known.judged else None,
    }


def _fact_answer(fact_id: str, known: _Known) -> Answer:
    fact = known.facts.get(fact_id)
    told = fact_answer(fact) if fact else {"id": fact_id}
    return {**told, "grade": _grade(known.grades.get(fact_id))}


def _grade(grade: Grade | None) -> Answer | None:
    if grade is None:
        return None
    told = to_json(grade)
    return {name: told[name] for name in ("source", "information", "why", "by", "at")}
