"""The speakers of the projection by which calls are listed: kept with it, and asked here.

What is out of `Reach` of whoever asks is in no page and in no count.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from earwitness.records.attribution import Judgement
from earwitness.records.call_listing import Reach
from earwitness.records.speaker_listing import (
    ListedCandidate,
    ListedSpeaker,
    ListedVoice,
    SpeakerFilter,
    SpeakerState,
)
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.listing_models import ListedCandidateRow, ListedVoiceRow

Rows = QuerySet[ListedCandidateRow]
BETWEEN = "\n"
DIGITS = frozenset("0123456789")
BATCH = 500


def replace(call_ids: Sequence[str], listed: Iterable[ListedCandidate]) -> None:
    """Let these be the only candidates of these calls."""
    remove(call_ids)
    rows = (
        ListedCandidateRow(
            speaker=f"{one.call_id} {one.side}",
            call_id=one.call_id,
            side=one.side,
            speaker_label=one.speaker_label,
            line=one.line,
            attribution=one.attribution,
            person=one.person,
            name=one.name,
            folded=one.name.casefold(),
            probability=one.probability,
            judgement=one.judgement.value,
            profiles=BETWEEN.join(["", *one.profiles, ""]),
        )
        for one in listed
    )
    ListedCandidateRow.objects.bulk_create(rows, batch_size=BATCH)


def replace_voices(listed: Sequence[ListedVoice]) -> None:
    """Let these be the only voices."""
    ListedVoiceRow.objects.all().delete()
    ListedVoiceRow.objects.bulk_create(
        (
            ListedVoiceRow(
                group=one.group,
                voice=one.voice,
                call_id=one.call_id,
                sha256=one.sha256,
                speaker_label=one.speaker_label,
                speech_ms=one.speech_ms,
            )
            for one in listed
        ),
        batch_size=BATCH,
    )


def remove(call_ids: Sequence[str]) -> None:
    """Take the candidates of these calls off."""
    for chunk in in_chunks(call_ids):
        ListedCandidateRow.objects.filter(call_id__in=chunk).delete()


def candidates(reach: Reach) -> Rows:
    """All candidates of whom one may know."""
    rows = ListedCandidateRow.objects.exclude(call_id__in=reach.hidden_calls)
    return rows.exclude(person__in=reach.hidden_persons)


def page(
    wanted: SpeakerFilter, reach: Reach, *, start: int, size: int
) -> tuple[list[ListedSpeaker], int]:
    """Some of the speakers that fit, the strongest candidate first, and how many fit."""
    found = _grouped(wanted, reach)
    total = found.count()
    own = list(found.order_by("-best", "speaker")[start : start + size])
    by_speaker: dict[str, list[ListedCandidate]] = defaultdict(list)
    rows = candidates(reach).filter(speaker__in=[one["speaker"] for one in own])
    for row in rows.order_by("-probability", "id"):
        by_speaker[row.speaker].append(_candidate(row))
    return [_speaker(by_speaker[one["speaker"]]) for one in own], total


def person_like(name: str, reach: Reach) -> str | None:
    """The person with most calls whose name has these letters, or whose id this is."""
    rows = candidates(reach).exclude(person="")
    rows = rows.filter(Q(folded__contains=name.casefold()) | Q(person=name))
    counted = rows.values("person").annotate(calls=Count("id")).order_by("-calls", "person")
    first = counted.first()
    return first["person"] if first else None


def persons_of_profile(reference: str, reach: Reach) -> list[tuple[str, str]]:
    """(id, name) of the persons that a profile is part of."""
    rows = candidates(reach).filter(profiles__contains=f"{BETWEEN}{reference}{BETWEEN}")
    return sorted(set(rows.exclude(person="").values_list("person", "name")))


def profiles_of_person(person: str, reach: Reach) -> tuple[str, ...]:
    """References of the profiles that make up a person."""
    rows = candidates(reach).filter(person=person).values_list("profiles", flat=True)
    return tuple(filter(None, (rows.first() or "").split(BETWEEN)))


def sides_of_person(
    person: str, reach: Reach, *, outside: str, least: float, most: int
) -> list[tuple[str, str, Judgement]]:
    """(call, side, decision) where a person speaks with at least this probability and nobody says
    otherwise, the likeliest first; not in the call `outside`."""
    rows = candidates(reach).filter(person=person, probability__gte=least)
    rows = rows.exclude(call_id=outside).exclude(judgement=Judgement.NEGATIVE.value)
    found = rows.order_by("-probability", "call_id").values_list("call_id", "side", "judgement")
    return [(call_id, side, Judgement(judgement)) for call_id, side, judgement in found[:most]]


def sides_on_line(line: str, reach: Reach, *, outside: str, most: int) -> list[tuple[str, str]]:
    """(call, side) of a line, not in the call `outside`."""
    rows = candidates(reach).filter(line=line).exclude(call_id=outside).order_by("call_id")
    return [*rows.values_list("call_id", "side").distinct()[:most]]


def names_of(persons: Sequence[str]) -> list[str]:
    """How these persons are called, anywhere."""
    rows = ListedCandidateRow.objects.filter(person__in=persons).exclude(name="")
    return sorted(set(rows.values_list("name", flat=True))) if persons else []


def voices(reach: Reach) -> "QuerySet[ListedVoiceRow]":
    """All voices of groups of which one may know."""
    return ListedVoiceRow.objects.exclude(call_id__in=reach.hidden_calls)


def voices_of_group(group: str, reach: Reach) -> list[ListedVoice]:
    """The voices of a group, the longest first."""
    return [*_voices(voices(reach).filter(group=group))]


def voices_with(hashes: Sequence[str], reach: Reach) -> list[ListedVoice]:
    """The voices of these recordings that stand in a group."""
    return [*_voices(voices(reach).filter(sha256__in=hashes))]


def voices_in(call_ids: Sequence[str], reach: Reach) -> list[ListedVoice]:
    """The voices of these calls that stand in a group."""
    own = voices(reach)
    return [one for chunk in in_chunks(call_ids) for one in _voices(own.filter(call_id__in=chunk))]


def part_of_line(untrusted_line: str) -> str:
    """What to look for in lines: the digits that were typed, or if there are none, all of it."""
    return "".join(sign for sign in untrusted_line if sign in DIGITS) or untrusted_line


def _grouped(wanted: SpeakerFilter, reach: Reach) -> Any:
    rows = candidates(reach)
    chosen = rows
    for condition in _conditions(wanted):
        chosen = chosen.filter(speaker__in=rows.filter(condition).values("speaker"))
    grouped = chosen.values("speaker").annotate(
        best=Max("probability", filter=~Q(person="")),
        confirmed=Count("id", filter=Q(judgement=Judgement.POSITIVE.value)),
        judged=Count("id", filter=~Q(judgement=Judgement.NONE.value)),
    )
    grouped = grouped.filter(Q(best__isnull=False) | Q(judged__gt=0))
    if wanted.state is SpeakerState.WAITING:
        return grouped.filter(judged=0)
    if wanted.state is SpeakerState.DECIDED:
        return grouped.filter(confirmed__gt=0)
    return grouped.filter(confirmed=0, judged__gt=0) if wanted.state else grouped


def _conditions(wanted: SpeakerFilter) -> Iterator[Q]:
    if wanted.line:
        yield Q(line__contains=part_of_line(wanted.line))
    if wanted.person:
        yield Q(folded__contains=wanted.person.casefold()) & ~Q(person="") | Q(person=wanted.person)
    if wanted.profile:
        yield Q(profiles__contains=f"{BETWEEN}{wanted.profile}{BETWEEN}")
    if wanted.call_id:
        yield Q(call_id=wanted.call_id)


def _candidate(row: ListedCandidateRow) -> ListedCandidate:
    return ListedCandidate(
        call_id=row.call_id,
        side=row.side,
        speaker_label=row.speaker_label,
        line=row.line,
        attribution=row.attribution,
        person=row.person,
        name=row.name,
        probability=row.probability,
        judgement=Judgement(row.judgement),
        profiles=tuple(filter(None, row.profiles.split(BETWEEN))),
    )


def _speaker(own: Sequence[ListedCandidate]) -> ListedSpeaker:
    judged = {one.judgement for one in own}
    state = SpeakerState.WAITING
    if Judgement.POSITIVE in judged:
        state = SpeakerState.DECIDED
    elif judged != {Judgement.NONE}:
        state = SpeakerState.DOUBTED
    return ListedSpeaker(
        call_id=own[0].call_id, side=own[0].side, state=state, candidates=tuple(own)
    )


def _voices(rows: "QuerySet[ListedVoiceRow]") -> Iterator[ListedVoice]:
    for row in rows.order_by("-speech_ms", "id"):
        yield ListedVoice(
            group=row.group,
            voice=row.voice,
            call_id=row.call_id,
            sha256=row.sha256,
            speaker_label=row.speaker_label,
            speech_ms=row.speech_ms,
        )
