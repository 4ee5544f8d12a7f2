"""Profiles from messaging-app, address-book and social exports."""

from dataclasses import dataclass
from enum import StrEnum


class Coverage(StrEnum):
    """How far a source can say that somebody is absent from it.

    COMPLETE: whatever is not in it is absent from it. PARTIAL: a part was not read, so nothing is
    absent. ASKED: it answers for `asked_numbers` only; every other line was not checked there.
    """

    COMPLETE = "complete"
    PARTIAL = "partial"
    ASKED = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileSource:
    """One export file as read. `id` is short and unique in the case, `sha256` of its bytes.

    `origin` says who handed it over and how it was made, `as_of` the day it describes (ISO 8601),
    both as declared or as written in it, "" if unknown. `owner_numbers` (E.164) are the lines of
    whoever kept the contacts in it. `asked_numbers` (E.164) matter with Coverage.ASKED;
    `unanswered_numbers` were asked, too, but the source was limited and gave no answer.
    """

    id: str
    kind: str
    source_name: str
    sha256: str
    coverage: Coverage = Coverage.COMPLETE
    profile_count: int = 0
    origin: str = ""
    as_of: str = ""
    owner_numbers: tuple[str, ...] = ()
    asked_numbers: tuple[str, ...] = ()
    unanswered_numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFacts:
    """What an export says about itself, met while it is read; fields as in `ProfileSource`.

    `has_names_alone`: people stand in it under names without numbers, as in a chat, so a number
    that is not found there is not absent from it. The source is then of Coverage.PARTIAL.
    """

    as_of: str = ""
    owner_numbers: tuple[str, ...] = ()
    has_names_alone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An account or contact entry.

    `profile_id` is unique within its source and points back into the export. `name` is as
    written there. `numbers` are E.164; what could not be parsed stays in `untrusted_numbers`.
    `relatives` are as written ("мать: Имя Фамилия"); `birth_date` as written. `user_name` is the
    handle without "@", `account_id` the number or code by which the service knows the account.
    `tag_count` says how many strangers saved the number under this name (phone-book tags), None
    where the entry is no such tag.
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
    user_name: str = ""
    account_id: str = ""
    tag_count: int | None = None

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
