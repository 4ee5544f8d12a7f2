"""Forgetting in the store: rows go, a tombstone stays, the ledger is only appended to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db import models
from django.db.models import Q

from earwitness.records.acts import LEADS, MADE
from earwitness.records.tombstone import Tombstone
from earwitness.runtime.canonical import digest
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import (
    call_listing,
    journal,
    release_forgetting,
    restrictions,
    salts,
)
from earwitness.runtime.store.as_written import text_of
from earwitness.runtime.store.calls import CALLS
from earwitness.runtime.store.chunks import of_these
from earwitness.runtime.store.models import (
    CallRecordingRow,
    CallRow,
    ContainerRow,
    GradeRow,
    IntakeRow,
    JudgementRow,
    LedgerRow,
    ProblemRow,
    RecordingRow,
    RestrictionRow,
    ResultRow,
    SeenFileRow,
    TombstoneRow,
)
from earwitness.runtime.store.tables import tables

ACTION, CLEARED = "forget", "cleared"
KEYS = ("recording", "recording_sha256", "sha256", "subject")
"""Columns by which a row belongs to a recording, in every table that is not named below."""
OF_THE_WHOLE_CASE = ("duplicates", "voice_groups", "support")
"""Stages whose result speaks of every recording: it goes with each, and `process` makes it anew."""
OTHERWISE = {
    "bag",
    "call",
    "call_list_entry",  # another document: it stays
    "call_recording",
    "container",
    "fact_file",  # published by others: it stays
    "foreign_ledger",
    "grade",  # as judgements
    "judgement",  # found by what it tells of
    "problem",
    "profile",
    "profile_source",
    "recording",  # goes last
    "restriction",  # as judgements
    "restriction_mark",  # follows from the calls and restrictions that stay
    "salt",  # goes with the rows
    "tombstone",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Belongings:
    """All that belongs to one recording: calls whose crossing goes too (those it is part of, and
    those that may quote it), names and paths of its arrivals, and how many rows of which table.
    `listed` rows of call lists belong to its calls and stay."""

    sha256: str
    calls: tuple[str, ...]
    names: tuple[str, ...]
    paths: tuple[str, ...]
    rows: dict[str, int]
    listed: int


def belongings(sha256: str) -> Belongings:
    """What would go with a recording. Crossings of calls that are no more go as well, since
    nobody can tell any longer whether they quote it."""
    names, paths = _arrived(sha256)
    own = tuple(sorted(_calls(sha256)))
    found = _rows(sha256, own, paths)
    counts = {name: query.count() for name, query in found.items()}
    return Belongings(
        sha256=sha256,
        calls=own,
        names=names,
        paths=paths,
        rows={name: count for name, count in counts.items() if count},
        listed=sum(len(body["list_rows"]) for body in _call_bodies(sha256)),
    )


def remove(own: Belongings) -> None:
    """Delete all rows, and the salts by which the ledger would tell of them; that of the calls
    too, since earlier lists of calls had this one. Stands in the transaction of `add`."""
    rows = _rows(own.sha256, own.calls, own.paths)
    subjects = {own.sha256, *own.calls, CALLS}
    subjects.update(rows["judgement"].values_list("subject", flat=True))
    subjects.update(rows["grade"].values_list("subject", flat=True))
    subjects.update(rows["restriction"].values_list("subject", flat=True))
    subjects.update(rows["result"].values_list("subject", flat=True))
    subjects.update(rows["container"].values_list("sha256", flat=True))
    subjects |= release_forgetting.salted_subjects(release_forgetting.releases_with(own.sha256))
    for query in rows.values():
        query.delete()
    call_listing.forget(own.calls)
    salts.remove(subjects)


def covered(own: Belongings) -> tuple[int, ...]:
    """Sequences of the ledger entries whose rows go with a recording."""
    subjects = Q(subject=own.sha256) | Q(subject__in=own.calls, action__contains=":")
    held_in = _containers(own.sha256).values("sha256")
    subjects |= Q(subject__in=held_in, action="container")
    judged = _judgements(own.sha256).values("subject")
    subjects |= Q(subject__in=judged, action="judge")
    subjects |= Q(subject__in=_grades(own.sha256).values("subject"), action="grade")
    restricted = _restrictions(own.sha256).values("subject")
    subjects |= Q(subject__in=restricted, action="restrict")
    subjects |= Q(action__in=[act + stage for act in (MADE, LEADS) for stage in OF_THE_WHOLE_CASE])
    found = LedgerRow.objects.filter(subjects).exclude(action__in=(ACTION, CLEARED))
    of_releases = release_forgetting.entries_with(release_forgetting.releases_with(own.sha256))
    sequences = {*found.values_list("sequence", flat=True)}
    return tuple(sorted(sequences.union(of_releases.values_list("sequence", flat=True))))


def add(tombstone: Tombstone, *, actor: str) -> None:
    """Store a tombstone, and its entry of the ledger."""
    body = to_json(tombstone)
    TombstoneRow.objects.create(sha256=tombstone.sha256, body=body)
    journal.append(actor=actor, action=ACTION, subject=tombstone.sha256, digest=digest(body))


def find(beginning: str) -> tuple[Tombstone, ...]:
    """Tombstones whose SHA-256 begins so."""
    found = TombstoneRow.objects.filter(sha256__startswith=beginning).order_by("sha256")
    return tuple(from_json(row.body, Tombstone) for row in found)


def all_tombstones() -> tuple[Tombstone, ...]:
    """Every tombstone."""
    return tuple(from_json(row.body, Tombstone) for row in TombstoneRow.objects.order_by("sha256"))


def hashes() -> set[str]:
    """SHA-256 of everything that was forgotten."""
    return set(TombstoneRow.objects.values_list("sha256", flat=True))


def is_forgotten(sha256: str) -> bool:
    """Whether there is a tombstone for it."""
    return TombstoneRow.objects.filter(sha256=sha256).exists()


def forgotten(hashes: Sequence[str]) -> set[str]:
    """Those of them for which there is a tombstone."""
    found: set[str] = set()
    for rows in of_these(TombstoneRow.objects.all(), "sha256", hashes):
        found.update(rows.values_list("sha256", flat=True))
    return found


def uncleared() -> set[str]:
    """SHA-256 of what was forgotten, but may still be in a file."""
    acts = LedgerRow.objects.filter(action__in=(ACTION, CLEARED)).order_by("sequence")
    last = dict(acts.values_list("subject", "action"))
    return {sha256 for sha256, action in last.items() if action == ACTION}


def clear(sha256: str, *, actor: str) -> None:
    """Nothing is left of it in the case folder: the act that ends forgetting."""
    found = TombstoneRow.objects.get(sha256=sha256)
    journal.append(actor=actor, action=CLEARED, subject=sha256, digest=digest(found.body))


def excused() -> set[int]:
    """Sequences of ledger entries whose rows may be gone: tombstones name them.

    A tombstone that was changed is found by its own entry; one that is no tombstone excuses
    nothing.
    """
    found: set[int] = set()
    for body in TombstoneRow.objects.values_list("body", flat=True):
        try:
            found.update(int(sequence) for sequence in body["entries"])
        except (KeyError, TypeError, ValueError):
            continue
    return found


def _arrived(sha256: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    bodies = IntakeRow.objects.filter(recording=sha256).values_list("body", flat=True)
    pairs = [(body["source_name"], body["source_path"]) for body in bodies]
    return tuple({name: None for name, _ in pairs}), tuple({path: None for _, path in pairs})


def _call_bodies(sha256: str) -> Iterator[dict[str, Any]]:
    own = CallRecordingRow.objects.filter(sha256=sha256).values("call_id")
    yield from CallRow.objects.filter(id__in=own).values_list("body", flat=True)


def _calls(sha256: str) -> set[str]:
    """Calls that it is part of; those that are no more; those in which decisions about its
    speakers are evidence; and those that quote what is said in its own."""
    own = CallRecordingRow.objects.filter(sha256=sha256).values_list("call_id", flat=True)
    living = CallRow.objects.values("id")
    stale = ResultRow.objects.filter(stage="cross").exclude(subject__in=living)
    crossed = ResultRow.objects.filter(stage="cross").values_list("subject", flat=True)
    made_of, found = (crossed.annotate(raw=text_of(name)) for name in ("provenance", "output"))
    judged = _judgements(sha256).values_list("id", flat=True)
    told = chain(
        (made_of.filter(raw__contains=judgement) for judgement in judged),
        (found.filter(raw__contains=call_id) for call_id in own),
    )
    return {*own, *stale.values_list("subject", flat=True), *chain.from_iterable(told)}


def _rows(
    sha256: str, own_calls: Sequence[str], paths: Sequence[str]
) -> dict[str, "models.QuerySet[models.Model]"]:
    """Everything that goes, by table, the recording itself last."""
    found: dict[str, models.QuerySet[models.Model]] = {}
    for name, model in tables().items():
        columns = {field.name for field in model._meta.concrete_fields}
        if name in OTHERWISE or columns.isdisjoint(KEYS):
            continue
        belongs = Q()
        for column in columns.intersection(KEYS):
            belongs |= Q(**{column: sha256})
        if "subject" in columns:
            belongs |= Q(subject__in=own_calls)
        if model is ResultRow:
            belongs |= Q(stage__in=OF_THE_WHOLE_CASE)
        found[name] = model._default_manager.filter(belongs)
    found["container"] = containers = _containers(sha256)
    archives = list(containers.values_list("sha256", flat=True))  # told before they go
    found["seen_file"] |= SeenFileRow.objects.filter(sha256__in=archives)
    found["judgement"] = _judgements(sha256)
    found["grade"] = grades = _grades(sha256)
    found["restriction"] = _restrictions(sha256)
    judged = found["judgement"].values_list("subject", flat=True)
    graded = grades.values_list("subject", flat=True)
    found |= release_forgetting.rows_with(release_forgetting.releases_with(sha256))
    found["problem"] = _problems(sha256, [*own_calls, *judged, *graded], paths)
    found["recording"] = RecordingRow.objects.filter(sha256=sha256)
    return found


def _containers(sha256: str) -> "models.QuerySet[ContainerRow]":
    """Lists of members of archives that held it: they tell its name."""
    ids = [
        row.id
        for row in ContainerRow.objects.iterator()
        if any(member.get("sha256") == sha256 for member in row.body["members"])
    ]
    return ContainerRow.objects.filter(id__in=ids)


def _judgements(sha256: str) -> "models.QuerySet[JudgementRow]":
    """Decisions about its speakers, and all earlier and later ones on the same: what they say in
    words may quote it."""
    own = set(CallRecordingRow.objects.filter(sha256=sha256).values_list("call_id", flat=True))
    subjects = {
        row.subject
        for row in JudgementRow.objects.iterator()
        if sha256 in row.body["recordings"] or row.body["call_id"] in own
    }
    return JudgementRow.objects.filter(subject__in=subjects)


def _grades(sha256: str) -> "models.QuerySet[GradeRow]":
    """Grades of its claims and speakers, and all earlier and later ones on the same."""
    own = set(CallRecordingRow.objects.filter(sha256=sha256).values_list("call_id", flat=True))
    subjects = {
        row.subject
        for row in GradeRow.objects.iterator()
        if sha256 in row.body["recordings"] or row.subject.partition("/")[0] in own
    }
    return GradeRow.objects.filter(subject__in=subjects)


def _restrictions(sha256: str) -> "models.QuerySet[RestrictionRow]":
    """Who might see its calls: the reasons may tell of it."""
    own = set(CallRecordingRow.objects.filter(sha256=sha256).values_list("call_id", flat=True))
    subjects = restrictions.with_recording(sha256, own)
    return RestrictionRow.objects.filter(subject__in=subjects)


def _problems(
    sha256: str, own_calls: Sequence[str], paths: Sequence[str]
) -> "models.QuerySet[ProblemRow]":
    """Open problems with it, and with files beside it of the same name."""
    belongs = Q(subject__in=[sha256, *own_calls, *paths])
    for path in paths:
        stem = path.rsplit(".", 1)[0]
        belongs |= Q(subject__startswith=f"{stem}.") | Q(what__contains=path)
    return ProblemRow.objects.filter(belongs)
