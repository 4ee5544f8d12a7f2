"""Verb `contrasts`: the official story as it is quoted, beside what soldiers say of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from earwitness.claims.contrast.conversation import (
    TalkedRecording,
    TurnFindings,
    findings_of,
    is_told_apart,
)
from earwitness.claims.contrast.roles import roles_of
from earwitness.claims.contrast.sayings import saying_of
from earwitness.claims.contrast.signs import (
    COUNTER_THEMES,
    counter_signs,
    is_passed_on,
    official_signs,
    topic_in_words,
)
from earwitness.records.contrast import Beside, Contrast, RoleGuess, Saying
from earwitness.records.support import ExternalFact
from earwitness.runtime.canonical import digest

WINDOW_DAYS = 3
"""Other calls so many days before or after count as of the same days. Estimate."""

ANSWER_TURNS, ANSWER_MS = 4, 30_000
"""So many next turns, begun so soon after the end, can answer a sentence. Estimate."""

MOST_BESIDE = 5
"""Of one strength; the rest is counted."""

# What the official story says about itself in general is answered by how the war goes.
_IN_GENERAL = ("war_failing", "losses", "loss", "deception", "supply")


@dataclass(slots=True)
class Gathered:
    """What the contrast keeps of a case, recording by recording; turns are let go."""

    officials: list[tuple[Saying, tuple[Beside, ...], int]] = field(default_factory=list)
    told: list[Saying] = field(default_factory=list)

    def add(self, talk: TalkedRecording) -> None:
        """Look through one recording."""
        findings = findings_of(talk)
        roles = roles_of(talk, findings)
        told: dict[int, Saying] = {}
        officials: dict[int, Saying] = {}
        for place, found in enumerate(findings):
            quoted, counter = official_signs(found), counter_signs(found)
            if quoted:
                officials[place] = saying_of(talk, found, roles, quoted)
            elif counter and _may_be_soldier(roles[found.turn.speaker_label], found):
                told[place] = saying_of(talk, found, roles, counter)
        self.told.extend(told.values())
        for place, official in officials.items():
            answers = tuple(_answers(talk, findings, roles, told, place))
            rest = _same_call(official, told, {id(one.saying) for one in answers})
            shown = (*answers, *rest[:MOST_BESIDE])
            self.officials.append((official, shown, max(0, len(rest) - MOST_BESIDE)))


def _may_be_soldier(guess: RoleGuess, found: TurnFindings) -> bool:
    """Not one who seems a relative, and of others not what they only pass on."""
    return guess.role == "soldier" or (guess.role == "unknown" and not is_passed_on(found))


def contrasts(
    gathered: Gathered, facts: Sequence[ExternalFact] = (), *, window_days: int = WINDOW_DAYS
) -> tuple[Contrast, ...]:
    """Every quotation of the official story, by day. Those beside which nothing stands are left
    out, unless a published fact of the same days does."""
    index = _index(gathered.told)
    found = (
        _contrast(official, own, unshown, index, facts, window_days)
        for official, own, unshown in gathered.officials
    )
    kept = (one for one in found if one.beside or one.facts)
    return tuple(sorted(kept, key=lambda one: _moment(one.official)))


def _answers(
    talk: TalkedRecording,
    findings: Sequence[TurnFindings],
    roles: Mapping[str, RoleGuess],
    told: Mapping[int, Saying],
    place: int,
) -> Iterator[Beside]:
    """The next turns of the other voice that tell something; else the first one, whatever it is."""
    asked = findings[place].turn
    near = [
        other
        for other in range(place + 1, min(place + 1 + ANSWER_TURNS, len(findings)))
        if findings[other].turn.start_ms - asked.end_ms <= ANSWER_MS
        and (
            findings[other].turn.speaker_label != asked.speaker_label
            or not is_told_apart(asked.speaker_label)
        )
    ]
    telling = [other for other in near if other in told]
    for other in telling or near[:1]:
        saying = told.get(other) or saying_of(talk, findings[other], roles, ())
        yield Beside(saying=saying, strength="answer", shared=saying.signs, days_apart=0)


def _same_call(official: Saying, told: Mapping[int, Saying], answers: set[int]) -> list[Beside]:
    """What else the other voice tells in the call, nearest first."""
    others = [
        one
        for one in told.values()
        if id(one) not in answers
        and (one.speaker_label != official.speaker_label or not is_told_apart(one.speaker_label))
        and (shared_words(official, one))
    ]
    others.sort(key=lambda one: abs(one.start_ms - official.start_ms))
    return [
        Beside(saying=one, strength="same_call", shared=shared_words(official, one), days_apart=0)
        for one in others
    ]


def shared_words(official: Saying, other: Saying) -> tuple[str, ...]:
    """What both speak of, the narrowest first: a place, a unit, a topic. A story that names no
    matter ("all goes to plan") is answered by how the war goes."""
    places = [f"place {one}" for one in official.places if one in other.places]
    units = [f"unit {one}" for one in official.units if one in other.units]
    verb = "both speak of" if _own_matters(official) else "tells of"
    both = [one for one in _matters(official) if one in other.topics]
    topics = dict.fromkeys(map(topic_in_words, both))
    return (*places, *units, *(f"{verb} {one}" for one in topics))


def _matters(official: Saying) -> tuple[str, ...]:
    return _own_matters(official) or _IN_GENERAL


def _own_matters(official: Saying) -> tuple[str, ...]:
    return tuple(one for one in official.topics if one in COUNTER_THEMES or one == "loss")


@dataclass(slots=True)
class _Index:
    """Sayings by what they speak of and by day, those of soldiers first, and by call. Many
    quotations ask for the same keys: how many sayings have one of them on a day is kept."""

    by_key: dict[tuple[str, date], list[Saying]] = field(default_factory=lambda: defaultdict(list))
    by_call: dict[str, list[Saying]] = field(default_factory=lambda: defaultdict(list))
    counts: dict[tuple[tuple[str, ...], date], int] = field(default_factory=dict)

    def count(self, keys: tuple[str, ...], day: date) -> int:
        """How many sayings of a day have one of the keys."""
        if (keys, day) not in self.counts:
            found = {id(one) for key in keys for one in self.by_key.get((key, day), ())}
            self.counts[keys, day] = len(found)
        return self.counts[keys, day]

    def count_of_call(self, call_id: str, keys: tuple[str, ...], days: Sequence[date]) -> int:
        """How many of them are of one call."""
        return sum(
            one.day in days and not set(keys).isdisjoint(_keys_of(one))
            for one in self.by_call.get(call_id, ())
        )


def _index(told: Iterable[Saying]) -> _Index:
    index = _Index()
    for one in told:
        if one.day is not None:
            index.by_call[one.call_id].append(one)
            for key in _keys_of(one):
                index.by_key[key, one.day].append(one)
    for own in index.by_key.values():
        own.sort(key=lambda one: one.role.role != "soldier")
    return index


def _keys_of(one: Saying) -> tuple[str, ...]:
    return _keys(one.places, one.units, one.topics)


def _keys(places: Iterable[str], units: Iterable[str], topics: Iterable[str]) -> tuple[str, ...]:
    named = (f"place {one}" for one in places), (f"unit {one}" for one in units)
    return (*named[0], *named[1], *(f"topic {one}" for one in topics))


def _contrast(
    official: Saying,
    own: Sequence[Beside],
    unshown: int,
    index: _Index,
    facts: Sequence[ExternalFact],
    window_days: int,
) -> Contrast:
    others, left_out = _same_days(official, index, window_days)
    return Contrast(
        id=f"contrast-{digest([official.call_id, official.sha256, official.start_ms])[:12]}",
        official=official,
        beside=(*own, *others),
        unshown=unshown + left_out,
        facts=_facts_of(official, facts, window_days),
    )


def _same_days(official: Saying, index: _Index, window_days: int) -> tuple[list[Beside], int]:
    """Of other calls: those of the same place or unit before those of the same topic, the nearest
    days first."""
    if official.day is None:
        return [], 0
    days = [official.day + timedelta(days=apart) for apart in _outward(window_days)]
    keys = _keys(official.places, official.units, _matters(official))
    fitting = (one for key in keys for day in days for one in index.by_key.get((key, day), ()))
    found: dict[int, Saying] = {}
    for one in fitting:
        if one.call_id != official.call_id:
            found.setdefault(id(one), one)
            if len(found) == MOST_BESIDE:
                break
    there = sum(index.count(keys, day) for day in days)
    others = there - index.count_of_call(official.call_id, keys, days)
    beside = [
        Beside(
            saying=one,
            strength="same_days",
            shared=shared_words(official, one),
            days_apart=(one.day - official.day).days if one.day else None,
        )
        for one in found.values()
    ]
    return beside, others - len(found)


def _outward(window: int) -> Iterator[int]:
    yield 0
    for apart in range(1, window + 1):
        yield apart
        yield -apart


def _facts_of(
    official: Saying, facts: Sequence[ExternalFact], window_days: int
) -> tuple[ExternalFact, ...]:
    """Published facts whose days touch the window, those of a shared place first."""
    if official.day is None:
        return ()
    first = official.day - timedelta(days=window_days)
    last = official.day + timedelta(days=window_days)
    touching = [one for one in facts if one.happened_from <= last and one.happened_to >= first]
    touching.sort(key=lambda one: (one.claim.place not in official.places, one.happened_from))
    return tuple(touching[:MOST_BESIDE])


def _moment(one: Saying) -> tuple[date, str, int]:
    return one.day or date.max, one.call_id, one.start_ms
