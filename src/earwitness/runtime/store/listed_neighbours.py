"""Who and what stands in the same calls, asked of the projection by which calls are listed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Count, Max, Q

from earwitness.records.attribution import Judgement
from earwitness.records.call_listing import FacetKind, Reach
from earwitness.records.neighbours import Near, NearKind
from earwitness.records.speaker_listing import ListedVoice
from earwitness.runtime.store import listed_speakers
from earwitness.runtime.store.chunks import in_chunks
from earwitness.runtime.store.listed_speakers import Rows
from earwitness.runtime.store.listing_models import CallFacetRow

LEAST_PROBABILITY = 0.1
"""A person below is no neighbour, unless people decided so. Estimate: a weaker one hides the rest
of the graph."""


def calls_of_line(line: str, reach: Reach) -> list[str]:
    """Ids of the calls with a line."""
    own = CallFacetRow.objects.filter(kind=FacetKind.LINE.value, value=line)
    own = own.exclude(call_id__in=reach.hidden_calls)
    return list(own.values_list("call_id", flat=True))


def name_of_person(person: str, reach: Reach) -> str | None:
    """How a candidate is called; None if there is none of whom one may know."""
    rows = listed_speakers.candidates(reach).filter(person=person)
    return rows.values_list("name", flat=True).first()


def calls_of_person(person: str, reach: Reach) -> list[str]:
    """Ids of the calls in which somebody is a candidate of weight."""
    return list(of_person(person, reach).values_list("call_id", flat=True).distinct())


def lines_in(call_ids: Iterable[str], but: str) -> Iterator[Near]:
    """The lines of these calls, but one."""
    counted: defaultdict[str, int] = defaultdict(int)
    for chunk in in_chunks(call_ids):
        rows = CallFacetRow.objects.filter(kind=FacetKind.LINE.value, call_id__in=chunk)
        found = rows.exclude(value=but).values("value").annotate(calls=Count("call_id"))
        for one in found:
            counted[one["value"]] += one["calls"]
    for line, calls in counted.items():
        yield Near(kind=NearKind.LINE, key=line, label=line, calls=calls)


def lines_of_person(person: str, reach: Reach) -> Iterator[Near]:
    """The lines on whose side somebody may speak."""
    rows = of_person(person, reach).exclude(line="")
    return _counted(rows, NearKind.LINE, key="line", label="line")


def persons_on(line: str, reach: Reach) -> Iterator[Near]:
    """Who may speak on the side of a line."""
    rows = _of_weight(on_line(line, reach)).exclude(person="")
    return _counted(rows, NearKind.PERSON, key="person", label="name")


def persons_beside(voices: Iterable[ListedVoice], reach: Reach) -> Iterator[Near]:
    """Who may be these voices; where sides are not told apart, who may be in their calls."""
    labels = {(one.call_id, one.speaker_label) for one in voices}
    exact: defaultdict[str, list[Near]] = defaultdict(list)
    for chunk in in_chunks(sorted({call_id for call_id, _ in labels})):
        rows = _of_weight(listed_speakers.candidates(reach)).filter(call_id__in=chunk)
        for row in rows.exclude(person=""):
            one = Near(
                kind=NearKind.PERSON,
                key=row.person,
                label=row.name,
                calls=1,
                probability=row.probability,
                confirmed=row.judgement == Judgement.POSITIVE.value,
                same_side=(row.call_id, row.speaker_label) in labels,
            )
            exact[row.person].append(one)
    for own in exact.values():
        tied = [one for one in own if one.same_side] or own
        yield Near(
            kind=NearKind.PERSON,
            key=tied[0].key,
            label=tied[0].label,
            calls=len(tied),
            probability=max(one.probability or 0.0 for one in tied),
            confirmed=any(one.confirmed for one in tied),
            same_side=tied[0].same_side,
        )


def voices_beside(call_ids: Iterable[str], sides: Rows, reach: Reach) -> Iterator[Near]:
    """The groups of voices in these calls; on the same side where `sides`, candidates of it, say
    so by their label."""
    wanted = sorted(set(call_ids))
    labels = set(sides.values_list("call_id", "speaker_label"))
    found: defaultdict[str, dict[str, bool]] = defaultdict(dict)
    for one in listed_speakers.voices_in(wanted, reach):
        own = found[one.group]
        own[one.call_id] = own.get(one.call_id, False) or (one.call_id, one.speaker_label) in labels
    for group, own in found.items():
        tied = sum(own.values())
        yield Near(
            kind=NearKind.VOICE,
            key=group,
            label=group,
            calls=tied or len(own),
            same_side=tied > 0,
        )


def on_line(line: str, reach: Reach) -> Rows:
    """The candidates of the side of a line."""
    return listed_speakers.candidates(reach).filter(line=line)


def of_person(person: str, reach: Reach) -> Rows:
    """Somebody as a candidate of weight."""
    return _of_weight(listed_speakers.candidates(reach)).filter(person=person)


def _counted(rows: Rows, kind: NearKind, *, key: str, label: str) -> Iterator[Near]:
    """What stands in the columns `key` and `label` of candidates, each once."""
    counted: Any = rows.values(*dict.fromkeys((key, label))).annotate(
        calls=Count("call_id", distinct=True),
        best=Max("probability"),
        confirmed=Count("id", filter=Q(judgement=Judgement.POSITIVE.value)),
    )
    for one in counted:
        yield Near(
            kind=kind,
            key=one[key],
            label=one[label],
            calls=one["calls"],
            probability=one["best"],
            confirmed=one["confirmed"] > 0,
        )


def _of_weight(rows: Rows) -> Rows:
    decided = Q(judgement=Judgement.POSITIVE.value)
    likely = Q(probability__gte=LEAST_PROBABILITY) & ~Q(judgement=Judgement.NEGATIVE.value)
    return rows.filter(decided | likely)
