"""Support: the claims of a case and published facts become matters."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from earwitness.claims.beside import with_second
from earwitness.claims.support.weighing import weigh
from earwitness.pipeline.duplicates import copies
from earwitness.pipeline.voice_groups import stored_voice_groups
from earwitness.records.attribution import Judgement
from earwitness.records.call import Call
from earwitness.records.claim import LocatedClaim
from earwitness.records.custody import Provenance
from earwitness.records.support import ExternalFact, Matter, Relation, Statement
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Outcome, Work, Workplace
from earwitness.runtime.store import calls, facts, results

VERSION = "7"
SUBJECT = "case"
DENIED = "denied"

Speakers = Mapping[tuple[str, str], dict[str, Any]]
"""(call, label) → the attribution that leads, as stored."""


class SupportStage:
    """One result for the whole case. Another claim, speaker, fact or decision makes a new one."""

    name = "support"
    label = "Weighing claims"
    unit = "cases"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """The case, if claims were looked for in it."""
        claimed = results.digests("claims")
        if not claimed:
            return []
        talks = [[c.id, c.caller, c.called, to_json(c.started_at)] for c in calls.all_calls()]
        provenance = Provenance(
            stage=self.name,
            engine="rules",
            version=VERSION,
            weights_digest="",
            options="{}",
            input_digests=(
                digest([claimed, results.digests("second_claims")]),
                digest(results.digests("cross")),
                digest(results.digests("voice_groups")),
                digest(sorted(copies())),
                digest(talks),
                digest([fact.id for fact in facts.leading_facts()]),
            ),
        )
        return [Work(subject=SUBJECT, provenance=provenance)]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Weigh everything anew: in memory, in this process."""
        for item in work:
            yield Outcome(work=item, output=to_json(weigh(statements())))


def was_weighed() -> bool:
    """Whether somebody has looked yet."""
    return SUBJECT in results.digests("support")


def stored_matters(is_wanted: Callable[[Mapping[str, Any]], bool]) -> tuple[Matter, ...]:
    """Those of the stored matters (as JSON) that are wanted; none if nobody has looked yet. Only
    these become records: a large case has tens of megabytes."""
    output = results.output("support", SUBJECT) or {"matters": ()}
    return tuple(from_json(one, Matter) for one in output["matters"] if is_wanted(one))


def stored_relations() -> tuple[Relation, ...]:
    """All relations between claims and facts, once each; none if nobody has looked yet."""
    output = results.output("support", SUBJECT) or {"matters": ()}
    return relations_in(output["matters"])


def relations_in(matters: Iterable[Mapping[str, Any]]) -> tuple[Relation, ...]:
    """The relations of these matters (as JSON), once each."""
    found = {(one["left"], one["right"]): one for own in matters for one in own["relations"]}
    return from_json([*found.values()], tuple[Relation, ...])


def statements() -> list[Statement]:
    """Every claim and denial of the case, but for those of copies (the same sound is no second
    witness), and every published fact that leads."""
    known = known_now()
    left_out = copies()
    told = [
        statement_of(located, known)
        for located in with_second(_claims("claims"), _claims("second_claims"), _aside())
        if located.sha256 not in left_out
    ]
    return [*told, *(statement_of_fact(fact) for fact in facts.leading_facts())]


def _claims(stage: str) -> Iterator[LocatedClaim]:
    """Those that are stated, and those that are denied: a denial contradicts."""
    for _, output in results.outputs(stage):
        yield from from_json(output["claims"], tuple[LocatedClaim, ...])
        for located in from_json(output.get("unasserted", ()), tuple[LocatedClaim, ...]):
            if located.claim.polarity == DENIED and not located.claim.mood:
                yield located


def _aside() -> Iterator[LocatedClaim]:
    """What the rules took for a question, a joke, a plan: no second extractor states it."""
    for _, output in results.outputs("claims"):
        yield from from_json(output.get("unasserted", ()), tuple[LocatedClaim, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a case knows of its calls and of who speaks in them."""

    talks: Mapping[str, Call]
    speakers: Speakers
    voices: Mapping[tuple[str, str], str]


def known_now() -> Known:
    """What the case knows today."""
    return Known(
        talks={call.id: call for call in calls.all_calls()},
        speakers=leading_speakers(),
        voices=_voice_groups(),
    )


def statement_of(located: LocatedClaim, known: Known) -> Statement:
    """A claim with who stands behind it."""
    call = known.talks.get(located.call_id)
    key = (located.call_id, located.speaker_label)
    one = known.speakers.get(key, {})
    claim = replace(
        located.claim,
        place=located.claim.place or located.place_in_context,
        unit=located.unit_in_context or located.claim.unit,
        units=located.units_in_context or located.claim.units,
        hearsay=located.is_passed_on or None,
    )
    return Statement(
        id=located.id,
        claim=claim,
        call_id=located.call_id,
        sha256=located.sha256,
        speaker="/".join(key),
        side=one.get("side", ""),
        line=one.get("line") or _phone(call, one.get("side", "")),
        family=call.called if call else None,
        voice_group=known.voices.get(key, ""),
        person_id=one.get("person_id"),
        person_name=one.get("person_name", ""),
        probability=one.get("probability"),
        judgement=Judgement(one.get("judgement", "none")),
        said_at=located.said_at or _said_at(call, located.start_ms),
        day_from=located.meant_from,
        day_to=located.meant_to,
        units=claim.units,
    )


def statement_of_fact(fact: ExternalFact) -> Statement:
    """A published fact as a statement; nobody of the case stands behind it."""
    return Statement(
        id=fact.id,
        claim=fact.claim,
        source="external",
        person_name=fact.person,
        day_from=fact.happened_from,
        day_to=fact.happened_to,
        units=fact.claim.units,
    )


def _phone(call: Call | None, side: str) -> str | None:
    """The phone of a side; the caller's where the side is not known, for only it is shared."""
    if call is None:
        return None
    return call.called if side == "called" else call.caller


def _said_at(call: Call | None, start_ms: int) -> datetime | None:
    if call is None or call.started_at is None:
        return None
    return call.started_at + timedelta(milliseconds=start_ms)


def leading_speakers(call_ids: Sequence[str] | None = None) -> Speakers:
    """Who leads for each label (of these calls) that stands for one side of its call: who was
    judged, else the likeliest. Two who are judged to share a side are nobody."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    unclear: set[tuple[str, str]] = set()
    for call_id, output in results.outputs("cross", call_ids):
        for one in output:
            key = (call_id, one["speaker_label"])
            held = found.get(key)
            if held is not None and _is_someone_else(held, one):
                unclear.add(key)
            if held is None or _rank(one) > _rank(held):
                found[key] = {name: value for name, value in one.items() if name in _KEPT}
    return {key: one for key, one in found.items() if key not in unclear}


_KEPT = frozenset(
    ("side", "line", "person_id", "person_name", "probability", "judgement", "speaker_label")
)


def _is_someone_else(held: Mapping[str, Any], one: Mapping[str, Any]) -> bool:
    return bool(held["side"] != one["side"]) or (_is_judged(held) and _is_judged(one))


def _is_judged(one: Mapping[str, Any]) -> bool:
    return bool(one["judgement"] == Judgement.POSITIVE)


def _rank(one: Mapping[str, Any]) -> tuple[bool, float]:
    return _is_judged(one), float(one["probability"])


def _voice_groups() -> Mapping[tuple[str, str], str]:
    found = stored_voice_groups()
    groups = [group for one in found.groupings for group in one.groups] if found else []
    return {
        (member.speaker.call_id, member.speaker.speaker_label): group.id
        for group in groups
        for member in group.members
    }
