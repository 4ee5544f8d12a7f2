"""The two sides of a comparison as rows: what a call says of its speaker, and a person.

A speaker has a row for each reading against which a person is compared: of several names heard
the one that fits the person, else the strongest that does not.
"""

from dataclasses import dataclass, fields
from typing import Any, get_args, get_origin, get_type_hints

import pyarrow as pa

Names = tuple[str, ...]
"""Names, lines or ids; full names are keys as `profile_index.full_names` makes them, with "|"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakerRow:
    """One side of a call, read against one person. None and () are unknown.

    `line`: the side's own line; `shared`: it calls many families. `holders`: full names under
    which the other side's line is known; `family`: full names of the relatives that they list;
    `household`: of those that the holders of the own line list; `said_to_holder`:
    "relation|full name" of what this side calls them; `owned_sources`: sources that the other
    side's line keeps, `kin_of_owner`: what this side is to it by what it calls it.
    `family_surname`: the holders' surname that the person has. `given`, `given_how`: the first
    name heard of this side and how; `surname`, `full_name`: heard with it. `clue`: the first name
    and the clue that led to the person, `clue_is_town`: some profile's town. `expected`: first
    names of those whose relative the entries of the other line call it. `called_sexes`,
    `kin_how`: sexes of the kin terms said to this side. `other_given`: names heard of the other
    side. `holder_towns`: towns of the holders. `lines_of_other`: lines that talk with the other
    side's line in the whole case. `both_sexes`: two parents or spouses are addressed. `denied`:
    it is a wrong number. `machine`: an announcement speaks. `town_heard`: the person's town if
    the side says it is from there, "" if it says another; `units_heard`: numbers of units;
    `born_from`, `born_to`: years. `kin_born_from`, `kin_born_to`: first and last year of birth of
    somebody who calls the holder as this side does.
    """

    line: str | None = None
    shared: bool = False
    holders: Names = ()
    family: Names = ()
    household: Names = ()
    said_to_holder: Names = ()
    owned_sources: Names = ()
    kin_of_owner: Names = ()
    family_surname: str | None = None
    given: str | None = None
    given_how: str | None = None
    surname: str | None = None
    full_name: str | None = None
    clue: str | None = None
    clue_is_town: bool = False
    expected: Names = ()
    called_sexes: Names = ()
    kin_how: str | None = None
    other_given: Names = ()
    holder_towns: Names = ()
    lines_of_other: Names = ()
    both_sexes: bool = False
    denied: bool = False
    machine: bool = False
    town_heard: str | None = None
    units_heard: Names = ()
    born_from: int | None = None
    born_to: int | None = None
    kin_born_from: int | None = None
    kin_born_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """A person, read against one side of a call.

    `other_numbers` are its lines except the side's own. `witnesses`: independent sources that know
    the side's line under this name, 0 if they are phone-book tags only, None if none does;
    `rivals`: whether a name that does not fit is on the line in "newer", "older" or "undated"
    sources. `listed`: full names of the relatives that the person lists; `listed_relations`:
    "relation|full name" of them; `kin_of`: first names of those whose relative an entry calls
    this person; `kin_to_owner`: what an entry is to whoever keeps it. `own_name`: the full name,
    for how many bear it. `units`: numbers in groups and tags; `born`: year. `judged`: what people
    decided about this person on the side's line in other calls, as `decisions.told_elsewhere` has
    it.
    """

    numbers: Names = ()
    other_numbers: Names = ()
    witnesses: int | None = None
    rivals: str | None = None
    source_ids: Names = ()
    full_names: Names = ()
    full_name: str | None = None
    listed: Names = ()
    listed_relations: Names = ()
    family_surname: str | None = None
    surname: str | None = None
    given: str | None = None
    sex: str | None = None
    kin_of: Names = ()
    kin_to_owner: Names = ()
    own_name: str | None = None
    clue: str | None = None
    towns: Names = ()
    units: Names = ()
    born: int | None = None
    judged: str | None = None


def schema_of(row: type[Any]) -> pa.Schema:
    """The Arrow schema of rows of this class, `unique_id` first."""
    hints = get_type_hints(row)
    columns = [pa.field(field.name, _arrow(hints[field.name])) for field in fields(row)]
    return pa.schema([pa.field("unique_id", pa.int64()), *columns])


def _arrow(hint: Any) -> pa.DataType:
    if get_origin(hint) is tuple:
        return pa.list_(pa.string())
    kind = next((arg for arg in get_args(hint) if arg is not type(None)), hint)
    return {str: pa.string(), bool: pa.bool_(), int: pa.int64()}[kind]
