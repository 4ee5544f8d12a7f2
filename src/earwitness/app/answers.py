"""What can be asked of a case, in the documented JSON shapes (plan, section 5)."""

from collections.abc import Iterator, Mapping
from typing import Any

from earwitness.app.translations import translation_versions, turns_with_sentences
from earwitness.claims.beside import with_second
from earwitness.claims.json_shape import claim_to_json, context_to_json
from earwitness.claims.loss_table.table import aside_of
from earwitness.pipeline.translated import translated_turns
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.claim import LocatedClaim, ThemeMark
from earwitness.records.errors import WrongUsage
from earwitness.records.hearing import Turn
from earwitness.records.problem import Problem
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.search.index import SearchIndex
from earwitness.runtime.store import (
    calls,
    judgements,
    problems,
    recordings,
    results,
    transcript_versions,
    transcripts,
)

Answer = dict[str, Any]

ATTRIBUTION = "attr-"
"""Begins the ids of attributions; may be left out where one is named."""


def list_calls() -> list[Answer]:
    """Every call with its recordings and their problems."""
    wanted = calls.all_calls()
    known = recordings.recordings([sha256 for call in wanted for sha256 in call.recordings])
    met: dict[str, list[Answer]] = {}
    for problem in problems.open_problems():
        met.setdefault(problem.subject, []).append(to_json(problem))
    heard = {*results.digests("turns"), *transcripts.digests(), *transcript_versions.digests()}
    decoded = set(results.digests("decode"))
    return [
        {
            "id": call.id,
            "recordings": [
                {
                    "sha256": sha256,
                    "source_name": known[sha256].source_name,
                    "problems": met.get(sha256, []),
                }
                for sha256 in call.recordings
            ],
            "caller": call.caller,
            "called": call.called,
            "started_at": call.started_at.isoformat() if call.started_at else None,
            "duration_ms": call.duration_ms,
            "state": _state(call, decoded, heard, met),
            "notes": list(call.notes),
        }
        for call in wanted
    ]


def list_problems(*, stage: str | None = None, kind: str | None = None) -> list[Answer]:
    """Every open problem (of a stage, with these words in its kind).

    The subject of a recording is given with its name. The kind is what is said without saying of
    which file, so that problems can be counted.
    """
    found = [one for one in problems.open_problems() if stage in (None, one.stage)]
    names = {
        sha256: recording.source_name
        for sha256, recording in recordings.recordings([p.subject for p in found]).items()
    }
    told = [
        {
            **to_json(one),
            "name": names.get(one.subject),
            "kind": kind_of_problem(one, names.get(one.subject)),
        }
        for one in found
    ]
    return [one for one in told if kind is None or kind.casefold() in one["kind"].casefold()]


def kind_of_problem(problem: Problem, name: str | None) -> str:
    """What is said without saying of which file, so that problems can be counted."""
    what = problem.what.replace(problem.subject, "…")
    return what.replace(name, "…") if name else what


def one_call(beginning: str) -> Call:
    """The call whose id or recording begins so.

    Raises:
        WrongUsage: none does, or several.
    """
    found = calls.find_call(beginning)
    if len(found) == 1:
        return found[0]
    if not found:
        raise WrongUsage(
            f"There is no call {beginning!r}.", remedy="`earwitness calls` lists them all."
        )
    ids = ", ".join(call.id for call in found[:5])
    raise WrongUsage(f"{beginning!r} fits several calls: {ids}.", remedy="Give more of the id.")


def show(beginning: str) -> Answer:
    """One call with its turns, their sentences, and every translation that was made."""
    call = one_call(beginning)
    return {
        "call": to_json(call),
        "turns": turns_with_sentences(call),
        "translations": translation_versions(call),
    }


def turns_of(call: Call) -> tuple[Turn, ...]:
    """The leading turns of all recordings of a call, by start."""
    own = [turn for leading in translated_turns(call.recordings) for turn in leading.turns]
    return tuple(sorted(own, key=lambda turn: turn.start_ms))


def search(place: Workplace, untrusted_query: str, limit: int) -> list[Answer]:
    """Turns that match, best first."""
    hits = SearchIndex.open(place.folder.index).search(untrusted_query, limit)
    return [to_json(hit) for hit in hits]


def all_attributions() -> Iterator[Attribution]:
    """Every candidate for every speaker, best first within a call."""
    for _, output in results.outputs("cross"):
        yield from from_json(output, tuple[Attribution, ...])


def attributions_beginning(beginning: str) -> list[Attribution]:
    """Every candidate whose id begins so, with or without `attr-`. Only these become records."""
    digits = beginning.removeprefix(ATTRIBUTION)
    return [
        from_json(one, Attribution)
        for _, output in results.outputs("cross")
        for one in output
        if one["id"].removeprefix(ATTRIBUTION).startswith(digits)
    ]


def attribution_answer(attribution: Attribution) -> Answer:
    """One candidate, in the shape of `attributions`."""
    person = (
        {"id": attribution.person_id, "name": attribution.person_name}
        if attribution.person_id
        else None
    )
    return {
        "id": attribution.id,
        "call": attribution.call_id,
        "speaker_label": attribution.speaker_label,
        "side": attribution.side,
        "line": attribution.line,
        "person": person,
        "profiles": list(attribution.profiles),
        "match_weight": attribution.match_weight,
        "probability": attribution.probability,
        "judgement": attribution.judgement.value,
    }


def why(beginning: str) -> Answer:
    """The evidence of one attribution.

    Raises:
        WrongUsage: no attribution's id begins so, or several do.
    """
    found = attributions_beginning(beginning)
    if len(found) != 1:
        raise WrongUsage(
            f"{beginning!r} fits {len(found)} attributions.",
            remedy="`earwitness attributions` lists their ids.",
        )
    attribution = found[0]
    return {
        "id": attribution.id,
        "evidence": [to_json(item) for item in attribution.evidence],
        "against": [to_json(item) for item in attribution.against],
        "next_check": attribution.next_check,
        "judgements": _judgements_of(attribution),
        "attribution": attribution_answer(attribution),
    }


def _judgements_of(attribution: Attribution) -> list[Answer]:
    """Who decided about this attribution, when and why, newest first; the leading one is first."""
    known = {one.id: one for one in judgements.all_judgements()}
    leading = next(
        (
            known[item.source.partition(" ")[2]]
            for item in attribution.evidence
            if item.kind == "judgement" and item.source.partition(" ")[2] in known
        ),
        None,
    )
    subject = leading.subject if leading else attribution.id
    own = [one for one in known.values() if one.subject == subject]
    names = ("id", "verdict", "why", "by", "at", "supersedes")
    return [{name: to_json(one)[name] for name in names} for one in reversed(own)]


def all_claims() -> Iterator[LocatedClaim]:
    """Every claim of every leading transcript: by rules, then what a second extractor found."""
    aside = _claims("claims", "unasserted")
    return with_second(_claims("claims"), _claims("second_claims"), aside)


def _claims(stage: str, which: str = "claims") -> Iterator[LocatedClaim]:
    for _, output in results.outputs(stage):
        yield from from_json(output.get(which, ()), tuple[LocatedClaim, ...])


def all_themes() -> Iterator[ThemeMark]:
    """Every theme, place and person that is mentioned."""
    for _, output in results.outputs("claims"):
        yield from from_json(output["themes"], tuple[ThemeMark, ...])


def claim_answer(located: LocatedClaim, copies: Mapping[str, str]) -> Answer:
    """One claim, in the shape of `claims`: absent fields are left out.

    `copies` names the best original of each copy; a claim on a copy says so.
    """
    fields = claim_to_json(located.claim)
    best = copies.get(located.sha256)
    return {
        "id": located.id,
        "call": located.call_id,
        "start_ms": located.start_ms,
        "end_ms": located.end_ms,
        "speaker_label": located.speaker_label,
        "quote": located.claim.quote,
        "translation": located.translation,
        "translation_of": located.translation_of,
        "asserted": not aside_of(located.claim),
        **({"duplicate_of": best} if best else {}),
        **{name: value for name, value in fields.items() if name not in ("start", "end")},
        **context_to_json(located),
    }


def _state(call: Call, decoded: set[str], heard: set[str], met: dict[str, list[Answer]]) -> str:
    if not call.recordings:
        return "listed"
    if any(sha256 in heard for sha256 in call.recordings):
        return "heard"
    if any(met.get(sha256) for sha256 in call.recordings):
        return "failed"
    return "decoded" if any(sha256 in decoded for sha256 in call.recordings) else "sealed"
