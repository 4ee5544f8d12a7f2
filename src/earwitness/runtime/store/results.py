"""What the stages made, keyed by provenance."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from earwitness.records.acts import LEADS, MADE
from earwitness.records.custody import Provenance
from earwitness.runtime.canonical import digest
from earwitness.runtime.store import journal, restriction_marks
from earwitness.runtime.store.as_written import text_of
from earwitness.runtime.store.chunks import in_chunks, of_these
from earwitness.runtime.store.models import ResultRow

AT_ONCE = 50
"""Outputs held at a time, where one comes after the other; some are megabytes."""


def key_of(subject: str, provenance: Provenance) -> str:
    """The content key of a result: SHA-256 over its subject and provenance."""
    return digest([subject, {**asdict(provenance), "input_digests": provenance.input_digests}])


def entry_digest(key: str, output_digest: str) -> str:
    """What the ledger keeps of a result: its content and, through the key, who made it of what."""
    return digest([key, output_digest])


def already_made(stage: str, subjects: Mapping[str, str]) -> dict[str, bool]:
    """Which of these results (key → subject) of a stage are in the store, each with whether it
    leads. Asked by subject, for that needs no more than the index; of what was not found among
    those, by key."""
    found: dict[str, bool] = {}
    for chunk in in_chunks(subjects.items()):
        rows = _leading(stage).filter(subject__in=[subject for _, subject in chunk])
        found.update((key, True) for key in rows.values_list("key", flat=True) if key in subjects)
        others = [key for key, _ in chunk if key not in found]
        found.update(ResultRow.objects.filter(key__in=others).values_list("key", "current"))
    return found


def save(subject: str, provenance: Provenance, output: Any, *, actor: str) -> str:
    """Store one result (JSON) as the leading one of its stage and subject; its key."""
    key = key_of(subject, provenance)
    if ResultRow.objects.filter(key=key).exists():
        lead_again(provenance.stage, subject, key, actor=actor)
        return key
    output_digest = digest(output)
    entry = journal.append(
        actor=actor,
        action=f"{MADE}{provenance.stage}",
        subject=subject,
        digest=entry_digest(key, output_digest),
    )
    _others(provenance.stage, subject, key).update(current=False)
    ResultRow.objects.create(
        key=key,
        stage=provenance.stage,
        subject=subject,
        provenance=asdict(provenance),
        output=output,
        output_digest=output_digest,
        made_at=datetime.fromisoformat(entry.at),
    )
    if provenance.stage == restriction_marks.CROSS:
        restriction_marks.mark_persons(output)
    return key


def save_all(stage: str, made: Sequence[tuple[str, Provenance, Any]], *, actor: str) -> None:
    """Store results (subject, provenance, output) of one stage as `save` does one by one: the same
    rows and entries, with as many queries for some hundred as for one. A subject comes once."""
    keyed = {
        key_of(subject, provenance): (subject, provenance, output)
        for subject, provenance, output in made
    }
    known = already_made(stage, {key: subject for key, (subject, _, _) in keyed.items()})
    for key in known:
        lead_again(stage, keyed[key][0], key, actor=actor)
    fresh = {key: one for key, one in keyed.items() if key not in known}
    if not fresh:
        return
    digests = {key: digest(output) for key, (_, _, output) in fresh.items()}
    acts = [(subject, entry_digest(key, digests[key])) for key, (subject, _, _) in fresh.items()]
    entries = journal.append_all(actor=actor, action=f"{MADE}{stage}", acts=acts)
    earlier = ResultRow.objects.filter(stage=stage, current=True)
    for rows in of_these(earlier, "subject", [subject for subject, _, _ in fresh.values()]):
        rows.update(current=False)
    ResultRow.objects.bulk_create(
        (
            ResultRow(
                key=key,
                stage=stage,
                subject=subject,
                provenance=asdict(provenance),
                output=output,
                output_digest=digests[key],
                made_at=datetime.fromisoformat(entry.at),
            )
            for (key, (subject, provenance, output)), entry in zip(
                fresh.items(), entries, strict=True
            )
        ),
        batch_size=AT_ONCE,
    )
    if stage == restriction_marks.CROSS:
        for _, _, output in fresh.values():
            restriction_marks.mark_persons(output)


def led_subjects() -> set[tuple[str, str]]:
    """(stage, subject) of all leading results."""
    return set(ResultRow.objects.filter(current=True).values_list("stage", "subject"))


def lead_again(stage: str, subject: str, key: str, *, actor: str) -> None:
    """Make a result that was made earlier the leading one again."""
    row = ResultRow.objects.get(key=key)
    if row.current:
        return
    _others(stage, subject, key).update(current=False)
    ResultRow.objects.filter(key=key).update(current=True)
    journal.append(
        actor=actor,
        action=f"{LEADS}{stage}",
        subject=subject,
        digest=entry_digest(key, row.output_digest),
    )


def outputs(stage: str, subjects: Sequence[str] | None = None) -> Iterator[tuple[str, Any]]:
    """(subject, output) of the leading results of a stage (of these subjects), streamed."""
    rows = _leading(stage).values_list("subject", "output")
    for some in of_these(rows, "subject", subjects):
        yield from some.iterator()


def outputs_in_turn(stage: str, subjects: Sequence[str]) -> Iterator[Any | None]:
    """The leading output of each of these subjects, one after the other; None where there is none.
    `AT_ONCE` are in memory, and no query is open between two of them."""
    for chunk in in_chunks(subjects, AT_ONCE):
        found = dict(outputs(stage, chunk))
        yield from (found.get(subject) for subject in chunk)


def output(stage: str, subject: str) -> Any | None:
    """The leading output, or None if the stage has not been there yet."""
    return _leading(stage).filter(subject=subject).values_list("output", flat=True).first()


def stored_output(key: str) -> Any | None:
    """The output of one result, leading or not; None if it was never made."""
    return ResultRow.objects.filter(key=key).values_list("output", flat=True).first()


def has_any(stage: str) -> bool:
    """Whether a stage has made anything that leads."""
    return ResultRow.objects.filter(stage=stage, current=True).exists()


def digests(stage: str, subjects: Sequence[str] | None = None) -> dict[str, str]:
    """Output digest of every leading result of a stage (of these subjects), by subject."""
    rows = _leading(stage).values_list("subject", "output_digest")
    return {key: own for some in of_these(rows, "subject", subjects) for key, own in some}


def origins(
    stage: str, subjects: Sequence[str] | None = None
) -> Iterator[tuple[str, dict[str, Any], str]]:
    """(subject, provenance, output digest) of the leading results of a stage (of these subjects),
    without their outputs: digests come from the index, for they stand behind the outputs."""
    rows, stored = _leading(stage).values_list("key", "subject", "provenance"), _leading(stage)
    for some, same in zip(
        of_these(rows, "subject", subjects),
        of_these(stored.values_list("key", "output_digest"), "subject", subjects),
        strict=True,
    ):
        digests_by_key = dict(same)
        for key, subject, provenance in some.iterator():
            if key in digests_by_key:
                yield subject, provenance, digests_by_key[key]


def provenances(stage: str) -> tuple[dict[str, Any], ...]:
    """The distinct makers (engine, version, weights, options) of a stage's leading results."""
    rows = ResultRow.objects.filter(stage=stage, current=True).values_list("provenance", flat=True)
    makers = {}
    for provenance in rows.iterator():
        maker = {
            name: provenance[name] for name in ("engine", "version", "weights_digest", "options")
        }
        makers[digest(maker)] = {"stage": stage, **maker}
    return tuple(makers.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """One result with its maker; `leads` if it is the one that is shown."""

    subject: str
    provenance: dict[str, Any]
    output: Any
    output_digest: str
    made_at: datetime
    leads: bool


def made(stage: str, subjects: Sequence[str] | None = None) -> Iterator[Made]:
    """Every result of a stage (of these subjects), leading or not, oldest first."""
    rows = ResultRow.objects.filter(stage=stage).order_by("made_at", "key")
    if subjects is not None:
        rows = rows.filter(subject__in=subjects)
    for row in rows.iterator():
        yield Made(
            subject=row.subject,
            provenance=row.provenance,
            output=row.output,
            output_digest=row.output_digest,
            made_at=row.made_at,
            leads=row.current,
        )


def _leading(stage: str) -> QuerySet[ResultRow]:
    return ResultRow.objects.filter(stage=stage, current=True).order_by("subject")


def _others(stage: str, subject: str, key: str) -> Any:
    rows = ResultRow.objects.filter(stage=stage, subject=subject, current=True)
    return rows.exclude(key=key)


def profiles_of_person(person_id: str) -> tuple[str, ...]:
    """References ("source:profile_id") of the profiles that make up a person of any attribution;
    none if there is no such person."""
    crossed = ResultRow.objects.filter(stage=restriction_marks.CROSS)
    rows = crossed.annotate(raw=text_of("output")).filter(raw__contains=person_id)
    for output in rows.values_list("output", flat=True).iterator(chunk_size=AT_ONCE):
        for one in output:
            if one["person_id"] == person_id:
                return tuple(one["profiles"])
    return ()
