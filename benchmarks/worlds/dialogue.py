"""One call as a list of (side, speaker, text)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from worlds import given_names
from worlds.numbers_in_words import cardinal, day_of_month, ordinal, ordinal_genitive, telephone
from worlds.people import TODAY, Person
from worlds.phrases_of import phrases_of
from worlds.settings import Settings

Line = tuple[str, Person | None, str]
"""Side, speaker (None for a machine), words."""

_KIN_CALLS = {
    "mother": ("Мам", "Мама", "Мамуль"), "father": ("Пап", "Бать", "Папа"),
    "wife": ("зай", "родная", "солнце"), "girlfriend": ("зай", "любимая"),
    "brother": ("брат", "братан"), "friend": ("братан", "дружище"), "sister": ("сестрёнка",),
    "son": ("сынок", "сыночек", "сын"), "husband": ("родной", "любимый"),
    "boyfriend": ("любимый", "котик"), "daughter": ("доча",),
}  # fmt: skip
FACTS = (
    ("ages_own", "caller", 0.06), ("ages_own", "called", 0.04), ("ages_other", "called", 0.05),
    ("ages_third", "called", 0.05), ("birthdays_own", "caller", 0.03),
    ("birthdays_own", "called", 0.03), ("origins", "caller", 0.06),
    ("own_numbers", "caller", 0.03), ("own_numbers", "called", 0.03),
    ("other_numbers", "caller", 0.03),
)  # fmt: skip
"""Slot, side that says it, share of calls (estimates)."""
_BY_KIN = {"mother": 0.97, "father": 0.95, "son": 0.4}
"""How often somebody is called by kin term or pet word rather than by name; others one in five."""


@dataclass(slots=True)
class Talk:
    """Writes one call. `thirds` are people whom both may mention."""

    random: Random
    settings: Settings
    split: str
    caller: Person
    called: Person
    thirds: Sequence[Person]
    unnamed: bool = False
    used: set[str] = field(default_factory=set)

    def ordinary(self) -> list[Line]:
        """A call between two people who know each other."""
        return [*self._opening(), *self._middle(), *self._closing()]

    def handed_on(self, second: Person) -> list[Line]:
        """On the called side a second person takes the phone."""
        lines = [*self._opening(), *self._middle()]
        lines.append(("called", self.called, self._say("hands_on")))
        how = self._call(second, self.caller)
        lines.append(("called", second, self._say("takes_over_named", other=how)))
        back = self._call(self.caller, second)
        lines.append(("caller", self.caller, self._say("greets", other=back)))
        lines.append(("called", second, self._say("called_says")))
        return [*lines, *self._closing(second)]

    def through_a_mate(self, mate: Person) -> list[Line]:
        """On the calling side a comrade dials, says his own name, and hands the phone on."""
        first: list[Line] = [
            ("called", self.called, self._say("answers")),
            ("caller", mate, self._say("mate_calls", mate=mate.short)),
        ]
        return [*first, *self._opening()[1:], *self._middle(), *self._closing()]

    def wrong_number(self, expected: Person) -> list[Line]:
        """The caller wants `expected` and gets a stranger, `called`."""
        me = self.caller.short
        other = self._call(self.caller, expected)
        named = expected.given.full
        if self.random.random() < 0.4:
            named += f" {expected.patronymic}"
        return [
            ("called", self.called, self._say("answers")),
            ("caller", self.caller, self._say("introduces", other=other, me=me)),
            ("called", self.called, self._say("wrong_answers", me=me)),
            ("caller", self.caller, self._say("wrong_asks", expected=named)),
            ("called", self.called, self._say("wrong_closes")),
        ]

    def message(self) -> list[Line]:
        """Nobody answers; a machine speaks, then the caller."""
        other, me = self._call(self.caller, self.called), self.caller.short
        slot = "messages" if self.unnamed else "messages_named"
        lines: list[Line] = [("caller", self.caller, self._say(slot, other=other, me=me))]
        if self.random.random() < 0.6:
            lines.insert(0, ("called", None, self._say("machine")))
        return lines

    def _opening(self) -> list[Line]:
        chance = self.random.random()
        to_called = self._call(self.caller, self.called)
        to_caller = self._call(self.called, self.caller)
        slots: tuple[str, str, str]
        if self.unnamed:
            slots = ("answers", "greets_plainly", "recognises")
        elif self.caller.call_sign and self.called.role == "friend":
            slots = ("answers", "call_sign", "recognises")
        elif chance < 0.4:
            slots = ("answers", "introduces", "recognises_named")
        elif chance < 0.55:
            slots = ("answers", "introduces", "recognises")
        elif chance < 0.65:
            slots = ("answers", "introduces_shyly", "recognises_named")
        elif chance < 0.8:
            slots = ("answers_named", "greets", "recognises")
        else:
            slots = ("answers", "greets", "recognises_named")
        first, second, third = slots
        return [
            ("called", self.called, self._say(first, other=to_caller)),
            (
                "caller",
                self.caller,
                self._say(second, other=to_called, me=self._own_name(), sign=self.caller.call_sign),
            ),
            ("called", self.called, self._say(third, other=to_caller)),
        ]

    def _middle(self) -> list[Line]:
        lines: list[Line] = []
        if self.random.random() < 0.4:
            lines.append(("caller", self.caller, self._say("shared_phone")))
        for _ in range(self.random.randint(1, 4)):
            lines.append(("caller", self.caller, self._say("caller_says")))
            lines.append(("called", self.called, self._say("called_says")))
        extras: list[tuple[float, Callable[[], Line]]] = [
            (0.35, self._mention_by_caller),
            (0.4, self._mention_by_called),
            (0.25, self._of_town),
            (0.1, self._of_unit),
            *((share, self._fact(slot, how)) for slot, how, share in FACTS),
        ]
        for chance, extra in extras:
            if self.random.random() < chance:
                lines.insert(self.random.randint(0, len(lines)), extra())
        return lines

    def _closing(self, last: Person | None = None) -> list[Line]:
        other = last or self.called
        named = not self.unnamed and self.random.random() < 0.4
        by_caller = self._say(
            "closes_named" if named else "closes", other=self._call(self.caller, other)
        )
        named = not self.unnamed and self.random.random() < 0.4
        by_called = self._say(
            "closes_called_named" if named else "closes_called",
            other=self._call(other, self.caller),
        )
        return [("caller", self.caller, by_caller), ("called", other, by_called)]

    def _own_name(self) -> str:
        person = self.caller
        if person.call_sign and self.called.role in {"brother", "friend"}:
            return person.call_sign
        formal = self.random.random() < 0.15
        return person.given.full if formal else person.short

    def _call(self, speaker: Person, other: Person) -> str:
        """How `speaker` calls `other`: kin term, short name, its vocative, or the full name."""
        relation = speaker.relations.get(other.id, "")
        if relation and self.random.random() < _BY_KIN.get(relation, 0.2):
            return self.random.choice(_KIN_CALLS[relation])
        if other.call_sign and speaker.role in {"brother", "friend", "soldier"}:
            return other.call_sign
        names = (other.short, other.short, given_names.vocative(other.short), other.given.full,
                 self.random.choice(other.given.short))  # fmt: skip
        return self.random.choice(names)

    def _mention_by_caller(self) -> Line:
        return ("caller", self.caller, self._mention("mentions_by_caller"))

    def _mention_by_called(self) -> Line:
        return ("called", self.called, self._mention("mentions_by_called"))

    def _mention(self, slot: str) -> str:
        third = self.random.choice(self.thirds)
        return self._say(
            slot,
            third=third.short,
            third_of=given_names.genitive(third.short, third.sex),
            third_full=f"{third.given.full} {third.surname}",
        )

    def _of_town(self) -> Line:
        town = self.called.town if self.random.random() < 0.85 else self.thirds[0].town
        text = self._say("towns", town_in=town.prepositional, town_of=town.genitive)
        return ("called", self.called, text)

    def _of_unit(self) -> Line:
        number = int(self.caller.unit or 900)
        in_digits = self.random.random() < 0.4
        unit = str(number) if in_digits else ordinal(number)
        unit_of = f"{number}-го" if in_digits else ordinal_genitive(number)
        return ("caller", self.caller, self._say("units", unit=unit, unit_of=unit_of))

    def _fact(self, slot: str, side: str) -> Callable[[], Line]:
        """What one side tells of itself, the other or a third person, as a line to be made."""

        def line() -> Line:
            speaker, other = self.caller, self.called
            if side == "called":
                speaker, other = other, speaker
            third = self.random.choice(self.thirds)
            about = other if slot == "ages_other" else speaker
            age = TODAY.year - about.birth.year - (about.birth.timetuple()[1:3] > (3, 1))
            by_woman = slot == "birthdays_own" and speaker.sex == "f"
            text = self._say(
                "birthdays_own_of_woman" if by_woman else slot,
                age=self._as_said(age),
                next_age=self._as_said(age + 1),
                random_age=self._as_said(self.random.randint(18, 80)),
                birthday=day_of_month(speaker.birth.month, speaker.birth.day),
                town_of=speaker.town.genitive,
                number=telephone((third if slot == "other_numbers" else speaker).line),
                third=third.short,
                third_of=given_names.genitive(third.short, third.sex),
            )
            return (side, speaker, text)

        return line

    def _as_said(self, number: int) -> str:
        return str(number) if self.random.random() < 0.3 else cardinal(number)

    def _say(self, slot: str, **values: str) -> str:
        phrases = phrases_of(self.split)[slot]
        fresh = [phrase for phrase in phrases if phrase not in self.used]
        phrase = self.random.choice(fresh or phrases)
        self.used.add(phrase)
        text = phrase.format(**values)
        return text[0].upper() + text[1:]
