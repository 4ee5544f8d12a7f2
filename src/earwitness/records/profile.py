"""Profiles from messaging-app, address-book and social exports."""

from dataclasses import dataclass
from enum import StrEnum


class Coverage(StrEnum):
    """How far a source can say that somebody is absent from it."""

    COMPLETE = "complete"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSource:
    """One export file as read. `id` is short and unique in the case, `sha256` of its bytes."""

    id: str
    kind: str
    source_name: str
    sha256: str
    coverage: Coverage = Coverage.COMPLETE
    profile_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An account or contact entry.

    `profile_id` is unique within its source and points back into the export. `name` is as
    written there. `numbers` are E.164; what could not be parsed stays in `untrusted_numbers`.
    `relatives` are as written ("мать: Имя Фамилия"); `birth_date` as written.
    """

    source_id: str
    profile_id: str
    name: str
    first_name: str = ""
    surname: str = ""
    untrusted_numbers: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    birth_date: str = ""
    city: str = ""
    relatives: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()

    @property
    def reference(self) -> str:
        """`source:profile_id`, as attributions cite it."""
        return f"{self.source_id}:{self.profile_id}"


class LookupAnswer(StrEnum):
    """Found, absent and not checked are three different answers."""

    FOUND = "found"
    ABSENT = "absent"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True, kw_only=True)
class LineLookup:
    """What one source says of one line. `profiles` are references, empty unless found."""

    line: str
    source_id: str
    answer: LookupAnswer
    profiles: tuple[str, ...] = ()
