"""What each share of a match weight rests on, in a sentence, with the place to check it."""

from collections.abc import Callable, Iterable
from functools import partial
from types import MappingProxyType

from earwitness.crossing.heard import HeardKin
from earwitness.crossing.heard_fact import FactKind
from earwitness.crossing.heard_roles import Role
from earwitness.crossing.kin_implications import sex_of_speaker
from earwitness.crossing.linkage.heard_against import facts_of
from earwitness.crossing.linkage.kin_against import dated_kin
from earwitness.crossing.linkage.pairing import Pair
from earwitness.crossing.linkage.readings import NameReading
from earwitness.crossing.linkage.scoring import Share
from earwitness.crossing.persons import Person
from earwitness.crossing.profile_index import ProfileIndex
from earwitness.crossing.sides import Side, close_kin, heard_of
from earwitness.records.attribution import EvidenceItem
from earwitness.records.profile import Profile

_OPEN = " The recording has one channel, so which side said it is open; it weighs less."

KINDS = MappingProxyType(
    {
        ("reach", "own_line"): "number",
        ("reach", "shared_line"): "shared_phone",
        ("reach", "listed_mutually"): "relative_listed_mutually",
        ("reach", "listed"): "relative_listed",
        ("reach", "contact"): "contact",
        ("reach", "contact_of_kin"): "contact",
        ("reach", "household"): "household",
        ("reach", "clue"): "clue",
        ("reach", "clue_relative"): "clue",
        ("reach", "clue_town"): "clue",
        ("reach", "clue_unit"): "clue",
        ("reach", "full_name"): "full_name_heard",
        ("reach", "surname"): "shared_surname",
        ("judged", "same_talk"): "judged_elsewhere",
        ("judged", "same_line"): "judged_elsewhere",
        ("judged", "not_same_talk"): "judged_other_elsewhere",
        ("judged", "not_same_line"): "judged_other_elsewhere",
        ("witnesses", "several"): "number_sources",
        ("witnesses", "two"): "number_sources",
        ("witnesses", "tags"): "number_tags",
        ("rivals", "newer"): "incompatible_name",
        ("rivals", "older"): "incompatible_name",
        ("rivals", "undated"): "incompatible_name",
        ("town", "same"): "same_town",
        ("town", "other"): "other_town",
        ("surname", "agrees"): "surname_heard",
        ("surname", "other"): "other_surname_heard",
        ("kin", "relation"): "kin_term",
        ("kin", "sex"): "kin_term",
        ("kin", "sex_one_channel"): "kin_term",
        ("kin", "other_sex"): "kin_term",
        ("kin", "other_sex_one_channel"): "kin_term",
        ("kin_age", "fits"): "kin_age",
        ("kin_age", "does_not_fit"): "kin_age",
        ("relative_named", "agrees"): "relative_named",
        ("call_graph", "known_line"): "call_graph",
        ("expected", "agrees"): "relative_of_entry",
        ("expected", "other"): "relative_of_entry",
        ("town_heard", "agrees"): "town_heard",
        ("town_heard", "other"): "town_heard",
        ("unit_heard", "agrees"): "unit_heard",
        ("age_heard", "agrees"): "age_heard",
        ("age_heard", "near"): "age_heard",
        ("age_heard", "other"): "age_heard",
        ("machine", "announcement"): "machine_voice",
        ("several", "addressed"): "several_on_line",
        ("denial", "wrong_number"): "wrong_number",
    }
)
"""(comparison, level) → the kind of evidence as JSON and documents name it. Levels of `first_name`
that agree are `name_heard`, the others `other_name_heard`."""


PRIORS = frozenset(kind for (comparison, _), kind in KINDS.items() if comparison == "reach") - {
    "shared_phone"
}
"""Kinds that only say how a person came to be asked about: a low one is no counter-evidence."""


class Reasons:
    """Words for the shares of one pair."""

    def __init__(self, side: Side, pair: Pair, index: ProfileIndex) -> None:
        self._talk = side.talk
        self._side = side
        self._pair = pair
        self._index = index
        self._person = pair.reached.person
        self._words: dict[str, Callable[[str], tuple[str, str]]] = {
            "reach": self._reach,
            "judged": self._judged,
            "witnesses": self._witnesses,
            "rivals": self._rivals,
            "town": self._town,
            "first_name": self._first_name,
            "surname": self._surname,
            "kin": self._kin,
            "kin_age": self._kin_age,
            "relative_named": self._relative_named,
            "call_graph": self._call_graph,
            "several": self._several,
            "denial": self._denial,
            "expected": self._expected,
            "town_heard": partial(self._told, FactKind.TOWN, "home town"),
            "unit_heard": partial(self._told, FactKind.UNIT, "unit"),
            "age_heard": partial(self._told, FactKind.AGE, "age"),
            "machine": self._machine,
        }

    def item(self, share: Share) -> EvidenceItem:
        """The evidence that a share stands for."""
        detail, source = self._words[share.comparison](share.level)
        return EvidenceItem(
            kind=kind_of(share), detail=detail, weight=round(share.weight, 3), source=source
        )

    def _reach(self, level: str) -> tuple[str, str]:
        person, holder = self._person, self._pair.reached.holder
        if level == "own_line":
            return "The line is known under this name.", self._with_line(person)
        if level == "shared_line":
            lines = self._talk.called_lines_of_caller
            return (
                f"The line is known under this name, but this phone called {lines} different "
                "lines in the case: it is probably shared, so its number says little about who "
                "speaks.",
                self._with_line(person),
            )
        if level in {"contact", "contact_of_kin"}:
            as_kin = ", as the relative that it is called by" if level == "contact_of_kin" else ""
            return (
                f"The other side's line keeps {person.name} among its contacts{as_kin}.",
                f"profile {person.references[0]}",
            )
        if level == "household":
            return (
                f"{person.name} is a relative of somebody under whose name the line is known, or "
                "bears a name that is heard.",
                f"profile {person.references[0]}",
            )
        if level.startswith("clue") and self._pair.reached.clue:
            given, clue = self._pair.reached.clue
            count = self._index.with_clue(given, clue)
            kind, _, value = clue.partition(":")
            noun = {"unit": "the unit", "relative": "a relative"}.get(kind, "the word")
            return (
                f"{person.name} is one of {_count(count, 'person')} of the first name {given} in "
                f"the sources with {noun} “{value}”, which belongs to this call, too.",
                f"profile {person.references[0]}",
            )
        if level == "full_name":
            heard = self._heard()
            count = self._index.namesakes(_split(self._pair.speaker.full_name))
            return (
                f"A full name is heard that fits {person.name}, as it fits "
                f"{_count(count, 'person')} of the sources: “{heard[0]}”",
                heard[1],
            )
        if holder is None:
            return "Reached through the sources.", f"profile {person.references[0]}"
        if level == "surname":
            count = self._index.bearers(self._pair.speaker.family_surname or "")
            return (
                f"{person.name} has the surname of {holder.name}, under whose name the other "
                f"side's line is known; {_count(count, 'person')} of "
                f"{self._index.counts.persons} in the sources bear it.",
                f"profile {person.references[0]}",
            )
        return self._listing(level, person, holder)

    def _listing(self, level: str, person: Person, holder: Person) -> tuple[str, str]:
        known = f"the other side's line is known as {holder.name}'s."
        if level == "listed_mutually":
            return (
                f"{person.name} and {holder.name} list each other as relatives; {known}",
                _listing_profile(person),
            )
        listed_by_person = any(
            relative.given & holder.given and relative.stem in holder.stems
            for relative in person.relatives
        )
        lister, listed = (person, holder) if listed_by_person else (holder, person)
        return (
            f"{lister.name} lists {listed.name} as a relative; {known}",
            _listing_profile(lister),
        )

    def _judged(self, level: str) -> tuple[str, str]:
        record = self._pair.judged
        if record is None:
            return "A person decided about this line in another call.", self._call()
        was = "not to be the speaker" if level.startswith("not_") else "to be the speaker"
        lines = "of the same two lines" if level.endswith("talk") else "of this line"
        return (
            f"{record.by} judged {self._person.name} {was} in {record.call_id}, a call {lines}.",
            f"judgement {record.id}",
        )

    def _witnesses(self, level: str) -> tuple[str, str]:
        if level == "tags":
            return (
                "The line is known under this name from phone-book tags only, which copy each "
                "other and outlive their owner.",
                self._with_line(self._person),
            )
        count = len({p.source_id for p in self._on_line(self._person)})
        return f"{count} sources know the line under this name.", self._with_line(self._person)

    def _rivals(self, level: str) -> tuple[str, str]:
        line = self._side.line
        others = [p for p in self._index.by_line.get(line or "", ()) if p is not self._person]
        if not others:
            return "The line is also known under a name that does not fit.", self._call()
        when = {"newer": "later ", "older": "earlier "}.get(level, "")
        sources = len({p.source_id for other in others for p in self._on_line(other)})
        return (
            f"The line is also known under a name that does not fit ({others[0].name}) in "
            f"{_count(sources, when + 'source')}: another owner, or somebody of the same "
            "household.",
            self._with_line(others[0]),
        )

    def _town(self, level: str) -> tuple[str, str]:
        holder = self._pair.reached.holder
        name = holder.name if holder else "the other side"
        towns = "the same town" if level == "same" else "different towns"
        return (
            f"The profiles of {self._person.name} and {name} name {towns}.",
            f"profile {self._person.references[0]}",
        )

    def _first_name(self, level: str) -> tuple[str, str]:
        name = self._pair.name
        if name is None:
            return "A first name is heard.", self._call()
        gives = name.heard.role is Role.SELF
        opened = _OPEN if "one_channel" in level else ""
        where = name.pointer
        if not level.startswith("agrees"):
            verb = "gives another name" if gives else "is called by another name"
            return f"A speaker {verb}, “{name.heard.form}”: “{name.heard.quote}”{opened}", where
        if level == "agrees_confused":
            return self._confused(name)
        how = "gives the name" if gives else "is called"
        times = f" ({name.mentions} times; counted once)" if name.mentions > 1 else ""
        if "elsewhere" in level:
            times += " in another call with the same called line"
        return (
            f"A speaker {how} “{name.heard.form}”{times}, which fits {self._person.name}: "
            f"“{name.heard.quote}”{opened}",
            where,
        )

    def _confused(self, name: NameReading) -> tuple[str, str]:
        opened = "" if self._talk.is_separated else _OPEN
        return (
            f"What was heard, “{name.heard.form}”, is no name, but sounds like {name.given}, which "
            f"fits {self._person.name}: “{name.heard.quote}”{opened}",
            name.pointer,
        )

    def _surname(self, level: str) -> tuple[str, str]:
        quote, where = self._heard()
        fits = "fits" if level == "agrees" else "does not fit"
        return f"A surname is heard with the name, which {fits}: “{quote}”", where

    def _kin(self, level: str) -> tuple[str, str]:
        to_other = close_kin(self._talk.kin_said_to(self._side.other))
        to_this = close_kin(self._talk.kin_said_to(self._side.name))
        listed = {entry.split("|")[0] for entry in self._pair.person.listed_relations}
        if level == "relation":
            return self._kin_words(
                (kin for kin in to_other if kin.relation in listed), "which is what profiles list"
            )
        fits = not level.startswith("other_sex")
        why = f"which {'fits' if fits else 'does not fit'} the sex of the name"
        own = [(kin, kin.sex) for kin in to_this]
        own += [(kin, sex) for kin in to_other if (sex := sex_of_speaker(kin.relation))]
        return self._kin_words((kin for kin, sex in own if (sex == self._person.sex) == fits), why)

    def _kin_age(self, level: str) -> tuple[str, str]:
        born, fits = self._pair.person.born, "fits" if level == "fits" else "does not fit"
        kin, holder, year = next(
            dated_kin(self._side, self._pair.reached.holder), (None, None, None)
        )
        if kin is None or holder is None:
            return f"A kin term is heard, which {fits} the years of birth.", self._call()
        return (
            f"The other side is called “{kin.form}”, which {fits} the years of birth of "
            f"{self._person.name} ({born}) and {holder.name} ({year}): “{kin.quote}”",
            self._talk.pointer(kin),
        )

    def _kin_words(self, terms: Iterable[HeardKin], why: str) -> tuple[str, str]:
        kin = next(iter(terms), None)
        if kin is None:
            return f"A kin term is heard, {why}.", self._call()
        opened = "" if self._talk.is_separated else _OPEN
        return (
            f"Somebody is called “{kin.form}”, {why} ({self._person.name}): “{kin.quote}”{opened}",
            self._talk.pointer(kin),
        )

    def _relative_named(self, level: str) -> tuple[str, str]:
        for kin in self._person.kin_of:
            for name in heard_of(self._talk, self._side.other):
                if kin.of & set(name.names):
                    return (
                        f"An entry calls {self._person.name} {kin.relation} of a person of the "
                        f"name heard in this call: “{name.quote}”",
                        self._talk.pointer(name),
                    )
        return "An entry names a relative who is heard.", self._call()

    def _call_graph(self, level: str) -> tuple[str, str]:
        known = set(self._pair.speaker.lines_of_other) & set(self._pair.person.other_numbers)
        source = next(
            (p.reference for p in self._person.profiles if known & set(p.numbers)),
            self._person.references[0],
        )
        return (
            f"Another line of {self._person.name} talks with the other side's line in this case.",
            f"profile {source}",
        )

    def _several(self, level: str) -> tuple[str, str]:
        kin = close_kin(self._talk.kin_said_to(self._side.name))
        second = next((term for term in kin if term.sex is not kin[0].sex), None)
        if second is None:
            return "Several persons seem to use one line.", self._call()
        return (
            f"Both “{kin[0].form}” and “{second.form}” are addressed: several persons seem to "
            f"use one line. “{second.quote}”",
            self._talk.pointer(second),
        )

    def _denial(self, level: str) -> tuple[str, str]:
        quotes = "".join(f": “{quote}”" for quote in self._talk.heard.wrong_number[:1]) or "."
        what = "The call seems to be a wrong number, so the other line's family tells nothing"
        return what + quotes, self._call()

    def _expected(self, level: str) -> tuple[str, str]:
        fits = "which fits" if level == "agrees" else "which does not fit"
        entry = next((p for p in self._side.family if p.kin_of), None)
        names = "/".join(self._pair.speaker.expected)
        return (
            f"An entry calls the other side's line a relative of a {names}, {fits} "
            f"{self._person.name}.",
            f"profile {entry.references[0]}" if entry else self._call(),
        )

    def _told(self, kind: FactKind, noun: str, level: str) -> tuple[str, str]:
        fits = {"agrees": "which fits", "near": "which nearly fits"}.get(
            level, "which does not fit"
        )
        kinds = (kind, FactKind.BIRTHDAY) if kind is FactKind.AGE else (kind,)
        fact = next((fact for one in kinds for fact in facts_of(self._side, one)), None)
        quote = f": “{fact.quote}”" if fact else "."
        return (
            f"A speaker tells the {noun}, {fits} {self._person.name}{quote}",
            self._talk.pointer(fact) if fact else self._call(),
        )

    def _machine(self, level: str) -> tuple[str, str]:
        return "A network or an answering machine speaks on this side, nobody else.", self._call()

    def _heard(self) -> tuple[str, str]:
        name = self._pair.name
        return (name.heard.quote, name.pointer) if name else ("", self._call())

    def _call(self) -> str:
        return f"call {self._talk.call.id}"

    def _on_line(self, person: Person) -> list[Profile]:
        line = self._side.line
        return [profile for profile in person.profiles if line in profile.numbers]

    def _with_line(self, person: Person) -> str:
        return next(
            (f"profile {p.reference}" for p in self._on_line(person)),
            f"profile {person.references[0]}",
        )


def kind_of(share: Share) -> str:
    """The kind of evidence that a share is."""
    if share.comparison == "first_name":
        return "name_heard" if share.level.startswith("agrees") else "other_name_heard"
    return KINDS[share.comparison, share.level]


def _listing_profile(person: Person) -> str:
    return next(
        (f"profile {p.reference}" for p in person.profiles if p.relatives),
        f"profile {person.references[0]}",
    )


def _split(key: str | None) -> tuple[str, str]:
    given, _, stem = (key or "|").partition("|")
    return given, stem


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
