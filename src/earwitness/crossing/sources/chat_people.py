"""Who takes part in a chat that was exported as text."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from earwitness.crossing.sources.chat_lines import ChatLine
from earwitness.crossing.sources.day_order import DayOrder
from earwitness.crossing.sources.entries import Entry
from earwitness.crossing.sources.people_met import MOST_PEOPLE

FEWEST_OF_A_GROUP = 3
"""Writers from whom on a chat is a group."""

_NUMBER = re.compile(r"\+?[\d\s().\-‐‑‒–—−]{7,30}")
_NUMBER_IN_TEXT = re.compile(r"\+\d[\d\s()\-‐‑‒–—−]{6,24}\d")
_PUSH_NAME = re.compile(r"^(?P<number>\+?[\d\s().\-‐‑‒–—−]*)~\s*(?P<name>.+)$")
_GROUP_WORD = re.compile(r"group|групп|груп|grupp|grup[ouy]|skupin|csoport|гурт", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«]([^\"“”„«»]{1,100})[\"”“»]")
_SELF = frozenset(("you", "вы", "ви", "ты", "me", "я", "no-sender"))


@dataclass(slots=True)
class ChatPeople:
    """Follows a chat line by line; memory grows with the people in it only.

    On iPhones the first line is the app's, under the name of the chat: of the other side, or of
    the group, who may never write.

    `is_cut`: more people than are held; the others are lost.
    """

    days: DayOrder = field(default_factory=DayOrder)
    is_cut: bool = False
    line_count: int = 0
    message_count: int = 0
    _writers: dict[str, int] = field(default_factory=dict)
    _named_numbers: dict[str, int] = field(default_factory=dict)
    _title: str = ""
    _title_line: int = 0
    _group: str = ""
    _is_group: bool = False

    def take(self, line: ChatLine) -> None:
        """The next line of the chat."""
        is_first = not self.line_count
        self.line_count += 1
        self.message_count += bool(line.sender)
        self.days.watch(line.fields, line.separator)
        is_of_the_app = line.is_marked and not line.text.startswith("<")
        if not line.sender or is_of_the_app:
            self._take_notice(line)
        if is_of_the_app and is_first:
            self._title, self._title_line = line.sender, line.number
            return
        is_title = is_of_the_app and line.sender == self._title
        if line.sender and not is_title:
            self._keep(self._writers, line.sender, line.number)

    def entries(self, partner: str) -> Iterator[Entry]:
        """Everybody in order of appearance. `partner` is whom the file's name names, or ""."""
        title_writes = self._title in self._writers
        is_group = self._is_group or (len(self._writers) >= FEWEST_OF_A_GROUP and not title_writes)
        group = (partner or self._group or self._title) if is_group else ""
        groups = (group,) if group else ()
        if self._title and not title_writes and not is_group:
            yield _entry(f"line {self._title_line}", self._title, ())
        for name, line in self._writers.items():
            if name.lower() not in _SELF:
                yield _entry(f"line {line}", name, groups)
        if partner and not is_group and partner not in {*self._writers, self._title}:
            yield _entry("file name", partner, ())
        yield from self._members(groups)

    def _members(self, groups: tuple[str, ...]) -> Iterator[Entry]:
        """Numbers that only the app names."""
        positions: Counter[int] = Counter()
        for number, line in self._named_numbers.items():
            if number not in self._writers:
                positions[line] += 1
                yield _entry(f"line {line} number {positions[line]}", number, groups)

    def _take_notice(self, line: ChatLine) -> None:
        """The app says who made the group, who joined, and with which number."""
        if _GROUP_WORD.search(line.text):
            self._is_group = True
            quoted = _QUOTED.search(line.text)
            if quoted and not self._group:
                self._group = quoted[1]
        for number in _NUMBER_IN_TEXT.findall(line.text):
            self._keep(self._named_numbers, number, line.number)

    def _keep(self, people: dict[str, int], written: str, line: int) -> None:
        if written in people or len(people) < MOST_PEOPLE:
            people.setdefault(written, line)
        else:
            self.is_cut = True


def name_and_number(written: str) -> tuple[str, str]:
    """Under what somebody writes: a saved name, a number, or a number with the name that its
    owner chose (`+7 955 … ~ Name`)."""
    if push := _PUSH_NAME.match(written):
        return push["name"], push["number"].strip()
    return ("", written) if _NUMBER.fullmatch(written) else (written, "")


def _entry(profile_id: str, written: str, groups: tuple[str, ...]) -> Entry:
    name, number = name_and_number(written)
    return Entry(
        profile_id=profile_id,
        name=name,
        untrusted_numbers=(number,) if number else (),
        groups=groups,
    )
