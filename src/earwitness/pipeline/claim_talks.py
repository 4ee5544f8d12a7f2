"""Talks as extractors read them: what claims rest on besides the turns, and what is found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from earwitness.claims.extraction import Extracted, Talk, extract_recording
from earwitness.claims.named_units import read_named_units
from earwitness.claims.ports import ClaimExtractor
from earwitness.pipeline.groups import GroupTask
from earwitness.pipeline.leading import as_they_were
from earwitness.pipeline.own_files import own_text
from earwitness.pipeline.translated import translated, translated_turns
from earwitness.records.custody import Provenance
from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import Turn
from earwitness.runtime.canonical import canonical_json, digest
from earwitness.runtime.case import CaseFolder
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.runner import Work, Workplace
from earwitness.runtime.store import calls, results

MOST_BYTES = 1_000_000
"""Of a case's own list of named units. Estimate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What the claims of one recording are made of; `options` and `inputs` are its provenance."""

    sha256: str
    talk: Talk
    inputs: tuple[str, ...]
    options: dict[str, Any]


def claim_sources(place: Workplace) -> Iterator[Source]:
    """One for every recording that has turns.

    Raises:
        InputUnusable: the case's own list of named units cannot be read.
    """
    named_units = named_units_text(place.folder)
    read_named_units(named_units)
    starts, tied = calls.starts(), results.digests("translate")
    for one in translated():
        talk = Talk(
            started_at=starts.get(one.sha256),
            time_zone=place.settings.case.time_zone,
            named_units=named_units,
        )
        yield Source(
            sha256=one.sha256,
            talk=talk,
            inputs=(one.digest, one.call_id, tied.get(one.sha256, "")),
            options=_options(talk),
        )


def claim_work(
    place: Workplace,
    stage: str,
    extractor: ClaimExtractor,
    options: Mapping[str, Any],
    weights_digest: str = "",
) -> list[Work]:
    """What an extractor made with these options reads: every recording that has turns.

    Raises:
        InputUnusable: the case's own list of named units cannot be read.
    """
    return [
        Work(
            subject=source.sha256,
            input=source.talk,
            provenance=Provenance(
                stage=stage,
                engine=extractor.name,
                version=extractor.version,
                weights_digest=weights_digest,
                options=canonical_json({**options, **source.options}).decode(),
                input_digests=source.inputs,
            ),
        )
        for source in claim_sources(place)
    ]


def claim_inputs(work: Sequence[Work]) -> Iterator[tuple[str, Any, Any] | None]:
    """Call id, turns and talk (JSON) of each work whose `input` is its talk; None where other
    turns lead by now."""
    for item, own in zip(work, as_they_were(work, translated_turns), strict=True):
        if own is None:
            yield None
            continue
        talk: Talk = replace(item.input, sentences=own.sentences)
        yield own.call_id, to_json(own.turns), to_json(talk)


def named_units_text(folder: CaseFolder) -> str:
    """The case's own list, or "" if there is none.

    Raises:
        InputUnusable: it is no ordinary file, no text, or too long.
    """
    try:
        return own_text(folder.named_units, most_bytes=MOST_BYTES) or ""
    except InputUnusable as error:
        raise InputUnusable(
            "The list of named units of this case (units.toml) cannot be read.",
            remedy="Save it as UTF-8 text below one megabyte (docs/claims.md).",
        ) from error


def _options(talk: Talk) -> dict[str, Any]:
    """What the days and the names rest on: others make the claims anew."""
    found: dict[str, Any] = {"time_zone": talk.time_zone} if talk.started_at else {}
    if talk.started_at:
        found["started_at"] = talk.started_at.isoformat()
    if talk.named_units:
        found["named_units"] = digest(talk.named_units)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedTalk:
    """One recording's turns, and what was found in them."""

    sha256: str
    call_id: str
    turns: tuple[Turn, ...]
    found: Extracted


def extracted_talks(task: GroupTask, extractor: ClaimExtractor) -> Iterator[ExtractedTalk]:
    """In a worker: what an extractor finds in the items of a task, which `claim_inputs` gave."""
    for sha256, (call_id, untold, told) in task.items:
        turns, talk = from_json(untold, tuple[Turn, ...]), from_json(told, Talk)
        found = extract_recording(call_id, sha256, turns, extractor=extractor, talk=talk)
        yield ExtractedTalk(sha256=sha256, call_id=call_id, turns=turns, found=found)


def claims_json(found: Extracted) -> dict[str, Any]:
    """Claims as a result keeps them, stated or not."""
    return {"claims": to_json(found.claims), "unasserted": to_json(found.unasserted)}
