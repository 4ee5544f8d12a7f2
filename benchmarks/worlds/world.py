"""A world: what the software gets to see, and the truth."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.entries import Entry, profile_from
from earwitness.records.attribution import Attribution
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.records.profile import Profile, ProfileSource

Attribute = Callable[["World"], Sequence[Attribution]]
"""What is scored: a way from a world to attributions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry of an export as written. `person_id` is whom it means, "" for a stranger's.

    `written_number` is as in the file. `tag_count` as in `Profile`.
    """

    source_id: str
    profile_id: str
    person_id: str = ""
    name: str = ""
    first_name: str = ""
    surname: str = ""
    written_number: str = ""
    birth_date: str = ""
    city: str = ""
    relatives: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    tag_count: int | None = None

    @property
    def reference(self) -> str:
        """As in `Profile`."""
        return f"{self.source_id}:{self.profile_id}"

    def profile(self) -> Profile | None:
        """The profile that a reader makes of this row; None of one without name and number."""
        entry = Entry(
            profile_id=self.profile_id,
            first_name=self.first_name,
            surname=self.surname,
            name=self.name,
            untrusted_numbers=(self.written_number,),
            birth_date=self.birth_date,
            city=self.city,
            relatives=self.relatives,
            groups=self.groups,
            tag_count=self.tag_count,
        )
        return profile_from(entry, SourceContext(source_id=self.source_id, region="RU"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """The truth of one side of a call.

    `speakers`: ids of those who speak there, the one who speaks first first; empty if only a
    machine does. `in_sources`: those of them who have a profile. `scene` is the kind of call.
    """

    speakers: tuple[str, ...]
    in_sources: tuple[str, ...]
    scene: str = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """`labels`: call id → side → speaker label where a recording tells the sides apart.

    `rows` gives the entries anew at each call, those of people first, then strangers; `owners` is
    reference → person id of the people's; `unjudged` are profiles of which the truth is not
    known. `truth` has every (call id, side) on which there is
    speech; a side that is missing is silent.
    """

    name: str
    split: str
    seed: int
    sources: tuple[ProfileSource, ...]
    rows: Callable[[], Iterable[Row]]
    calls: tuple[Call, ...]
    turns: Mapping[str, tuple[Turn, ...]]
    labels: Mapping[str, Mapping[str, str]]
    truth: Mapping[tuple[str, str], Spoken]
    owners: Mapping[str, str]
    unjudged: frozenset[str] = frozenset()

    def profiles(self) -> Iterator[Profile]:
        """All profiles, streamed."""
        return (profile for row in self.rows() if (profile := row.profile()) is not None)
