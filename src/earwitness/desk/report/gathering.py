"""Gathers a case for its report, and writes the file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from earwitness import __version__
from earwitness.app.answers import all_attributions, all_claims, all_themes
from earwitness.app.contrast import find_contrasts
from earwitness.app.custody import record_export
from earwitness.app.declared import disagreements_of, rows_of
from earwitness.app.deliveries import batches
from earwitness.app.duplicates import copies
from earwitness.app.examinations import examinations
from earwitness.app.grading import grades_now
from earwitness.app.line_signals import signals_of
from earwitness.app.lines import said_once
from earwitness.app.losses import losses
from earwitness.app.support import judged_claims
from earwitness.app.translations import sentence_pairs
from earwitness.app.unasserted import all_unasserted
from earwitness.crossing.lookups import look_up_lines
from earwitness.desk.report.rendering import render_report
from earwitness.desk.report.report_data import (
    Counts,
    Graded,
    ModelUsed,
    ReportCall,
    ReportData,
    ReportLine,
    ReportPerson,
    ReportRecording,
)
from earwitness.pipeline.compare import comparisons
from earwitness.pipeline.spoken_numbers import stored_spoken_numbers
from earwitness.pipeline.support import stored_relations
from earwitness.pipeline.translated import translated_turns
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.custody import Judged, Provenance
from earwitness.records.errors import CaseUnusable, EarwitnessError
from earwitness.records.examination import Observation
from earwitness.records.hearing import AudioFacts, Transcript, TranscriptOrigin
from earwitness.records.profile import LineLookup, Profile
from earwitness.runtime.models.catalogue import Model, built_in
from earwitness.runtime.models.layout import weights_digest
from earwitness.runtime.models.store import require
from earwitness.runtime.records_json import from_json
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import (
    calls,
    judgements,
    problems,
    profiles,
    recordings,
    results,
    transcripts,
)
from earwitness.runtime.store import facts as published

SHOWN_CANDIDATES = 5
"""Candidates of one speaker that the report shows; `attributions` lists all."""

SELECTION = (
    "These recordings were selected by others. They are not a sample: no count on this page "
    "speaks for calls that were not handed over."
)
MADE_BY = (
    "decode", "examine", "signals", "speech", "hear", "hear_second", "translate", "claims", "cross",
)  # fmt: skip


def write_report(place: Workplace, target: Path) -> Path:
    """Write the report of a case to `target`, whole or not at all, and record it; the path.

    Raises:
        CaseUnusable: the file cannot be written.
    """
    page = render_report(gather(place)).encode()
    unfinished = target.with_name(target.name + ".part")
    try:
        unfinished.write_bytes(page)
        unfinished.chmod(0o600)
        record_export(place, "report", sha256(page).hexdigest())
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise CaseUnusable(
            f"The report cannot be written to {target}: {error.strerror}.",
            remedy="Choose a folder that you may write, on a disk with free space.",
        ) from error
    return target


def gather(place: Workplace) -> ReportData:
    """Everything that the report shows."""
    all_calls = calls.all_calls()
    suggestions = _leading(all_attributions())
    named = {reference for one in suggestions for reference in one.profiles}
    lines = _lines(all_calls)
    found = {reference for line in lines for look in line.lookups for reference in look.profiles}
    return ReportData(
        case_name=place.folder.root.name,
        made_at=datetime.now(UTC),
        version=__version__,
        time_zone=place.settings.case.time_zone,
        counts=_counts(all_calls),
        selection_caveat=SELECTION,
        deliveries=tuple(batch for batch in batches() if batch.arrivals),
        calls=_report_calls(place, all_calls, suggestions, _hints(place, all_calls)),
        persons=_persons(suggestions),
        losses=losses(place).rows,
        contrasts=find_contrasts(place),
        relations=stored_relations(),
        facts=published.leading_facts(),
        grades=_grades(),
        lines=lines,
        sources=profiles.all_sources(),
        profiles=_referred(named | found),
        problems=problems.open_problems(),
        models=_models(),
        judgements=(*_judgements(suggestions), *_judged_claims()),
    )


def _judgements(suggestions: Sequence[Attribution]) -> tuple[Judged, ...]:
    """The leading decisions, under the ids that the attributions have today."""
    led = {one.id: one for one in judgements.judgements_in_force()}
    shown = [
        (attribution.id, led[item.source.partition(" ")[2]])
        for attribution in suggestions
        for item in attribution.evidence
        if item.kind == "judgement" and item.source.partition(" ")[2] in led
    ]
    return tuple(
        Judged(subject=key, verdict=one.verdict.value, why=one.why, by=one.by, at=one.at)
        for key, one in shown
    )


def _judged_claims() -> Iterator[Judged]:
    """What people decided about claims, under the ids that these have today."""
    for key, one in judged_claims().items():
        yield Judged(subject=key, verdict=one.verdict.value, why=one.why, by=one.by, at=one.at)


def _grades() -> tuple[Graded, ...]:
    return tuple(
        Graded(
            claim_id=key,
            source=one.source,
            information=one.information,
            why=one.why,
            by=one.by,
            at=one.at,
        )
        for key, one in grades_now().items()
    )


def _report_calls(
    place: Workplace,
    all_calls: Sequence[Call],
    suggestions: Sequence[Attribution],
    hints: Mapping[str, tuple[Observation, ...]],
) -> tuple[ReportCall, ...]:
    known = recordings.recordings([sha256 for call in all_calls for sha256 in call.recordings])
    facts = {sha: from_json(output, AudioFacts) for sha, output in results.outputs("decode")}
    versions, best_of, pairs = _transcripts(), copies(), sentence_pairs()
    compared = comparisons()
    signals = signals_of()
    by_call: dict[str, list[Attribution]] = defaultdict(list)
    for attribution in suggestions:
        by_call[attribution.call_id].append(attribution)
    claims, themes = _by_call(all_claims()), _by_call(all_themes())
    unasserted = _by_call(all_unasserted())
    rows, differing = rows_of(all_calls), disagreements_of(place, all_calls)
    return tuple(
        ReportCall(
            call=call,
            recordings=tuple(
                ReportRecording(
                    recording=known[sha256],
                    facts=facts.get(sha256),
                    transcript=versions.get(sha256),
                    hints=hints.get(sha256, ()),
                    sentences=pairs.get(sha256, ()),
                    signals=signals.get(sha256),
                    duplicate_of=best_of.get(sha256, ""),
                    comparison=compared.get(sha256),
                )
                for sha256 in call.recordings
            ),
            attributions=tuple(by_call[call.id]),
            claims=tuple(claims[call.id]),
            unasserted=tuple(unasserted[call.id]),
            themes=tuple(themes[call.id]),
            rows=tuple(rows[own] for own in call.list_rows if own in rows),
            disagreements=differing[call.id],
        )
        for call in all_calls
    )


def _hints(place: Workplace, all_calls: Sequence[Call]) -> dict[str, tuple[Observation, ...]]:
    return {
        sha256: tuple(one for one in made.observations if one.hint)
        for sha256, made in examinations(place, all_calls).items()
    }


def _transcripts() -> dict[str, Transcript]:
    """The leading transcript of each recording, an engine's with the engine as its author."""
    versions = transcripts.leading()
    engine = ", ".join(maker["engine"] for maker in results.provenances("hear"))
    for leading in translated_turns():
        beneath = versions.get(leading.sha256) or Transcript(
            sha256=leading.sha256,
            origin=TranscriptOrigin.ENGINE,
            author=engine,
            created_at=datetime.now(UTC),
            turns=(),
        )
        edited = f"{beneath.author}; edited by {', '.join(leading.editors)}".removeprefix("; ")
        author = edited if leading.editors else beneath.author
        versions[leading.sha256] = replace(beneath, author=author, turns=leading.turns)
    return versions


def _by_call(records: Iterable[Any]) -> dict[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        grouped[record.call_id].append(record)
    return grouped


def _leading(attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The likeliest candidates of each speaker, and always "nobody in the sources"."""
    by_speaker: dict[tuple[str, str], list[Attribution]] = defaultdict(list)
    for attribution in attributions:
        by_speaker[attribution.call_id, attribution.side].append(attribution)
    shown: list[Attribution] = []
    for own in by_speaker.values():
        ordered = sorted(own, key=lambda one: -one.match_weight)
        shown.extend(
            one
            for place, one in enumerate(ordered)
            if place < SHOWN_CANDIDATES or one.person_id is None
        )
    return tuple(shown)


def _persons(suggestions: Sequence[Attribution]) -> tuple[ReportPerson, ...]:
    """Persons who are likelier than not somewhere, likeliest first."""
    by_person: dict[str, list[Attribution]] = defaultdict(list)
    for one in suggestions:
        if one.person_id and one.probability > 0.5:
            by_person[one.person_id].append(one)
    persons = [
        ReportPerson(
            person_id=person_id,
            name=own[0].person_name,
            attributions=tuple(sorted(own, key=lambda one: -one.match_weight)),
        )
        for person_id, own in by_person.items()
    ]
    return tuple(sorted(persons, key=lambda person: -person.attributions[0].match_weight))


def _lines(all_calls: Sequence[Call]) -> tuple[ReportLine, ...]:
    as_caller = Counter(call.caller for call in all_calls if call.caller)
    as_called = Counter(call.called for call in all_calls if call.called)
    said = Counter(one.line or "" for one in said_once(stored_spoken_numbers(), copies()))
    lines = sorted(as_caller.keys() | as_called.keys() | said.keys())
    answers: dict[str, list[LineLookup]] = defaultdict(list)
    for answer in look_up_lines(lines, profiles.all_sources(), profiles.all_profiles()):
        answers[answer.line].append(answer)
    return tuple(
        ReportLine(
            line=line,
            calls_as_caller=as_caller[line],
            calls_as_called=as_called[line],
            times_said=said[line],
            lookups=tuple(answers[line]),
        )
        for line in lines
    )


def _referred(references: set[str]) -> tuple[Profile, ...]:
    return tuple(profile for profile in profiles.all_profiles() if profile.reference in references)


def _counts(all_calls: Sequence[Call]) -> Counts:
    recording_count, arrival_count = recordings.counts()
    heard = len(results.digests("turns"))
    again = copies()
    milliseconds = sum(
        facts["duration_ms"] for sha256, facts in results.outputs("decode") if sha256 not in again
    )
    return Counts(
        recordings=recording_count,
        calls=len(all_calls),
        minutes=milliseconds / 60_000,
        heard_share=heard / recording_count if recording_count else None,
        problems=len(problems.open_problems()),
        duplicates=arrival_count - recording_count + len(again),
    )


def _models() -> tuple[ModelUsed, ...]:
    by_digest: dict[str, Model] = {_weights_of(model): model for model in built_in().models}
    used = []
    for stage in MADE_BY:
        for maker in results.provenances(stage):
            model = by_digest.get(maker["weights_digest"])
            used.append(
                ModelUsed(
                    provenance=Provenance(input_digests=(), **maker),
                    model_id=model.id if model else "",
                    licence=model.licence if model else "",
                    accuracy=model.accuracy if model else "",
                )
            )
    return tuple(used)


def _weights_of(model: Model) -> str:
    """The digest of what is installed; of what is not, that of the catalogue."""
    try:
        return require(model.id).weights_digest
    except EarwitnessError:
        return weights_digest(model)
