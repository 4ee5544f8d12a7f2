"""People as JSON: a list of objects, an answer of a social network's service, or JSON lines.

`{"response": [{…}]}` and `{"response": {"items": [{…}]}}` (VK), a bare list, or one object a line.
Keys are those of tables, with `[profiles.columns]` of case.toml before them. Profile ids are
places in the file: `response.items[3]`, or `line 12`.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.entries import profile_from
from earwitness.crossing.sources.json_people import (
    fields_of,
    is_about_somebody,
    is_cut,
    person_entry,
)
from earwitness.crossing.sources.json_records import JsonRecord, head_records
from earwitness.crossing.sources.json_tags import is_about_tags
from earwitness.crossing.sources.record_reading import read_records
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile

_OF_OTHER_KINDS = frozenset({"messages", "chats", "personal_information", "frequent_contacts",
                             "left_chats", "conversations", "schema"})  # fmt: skip


class SocialSource:
    """Reader of people as JSON; implements `ports.ProfileReader`."""

    name = "social"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "io"
    is_general = True

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether an object of the head is about a person, and none is of another kind."""
        head = head_records(untrusted_path)
        if any(_is_of_another_kind(record) for record in head):
            return False
        return any(is_about_somebody(fields_of(record.value, {})) for record in head
                   if isinstance(record.value, dict))  # fmt: skip

    def read(self, untrusted_path: Path, context: SourceContext) -> Iterator[Profile | Problem]:
        """Profiles in file order; a broken record or end is a Problem."""

        def profiles(record: JsonRecord) -> Iterator[Profile]:
            entry = person_entry(record, context.columns)
            profile = profile_from(entry, context) if entry else None
            if profile is not None:
                yield profile

        yield from read_records(
            untrusted_path, profiles, is_cut=lambda record: is_cut(record, context.columns)
        )


def _is_of_another_kind(record: JsonRecord) -> bool:
    if is_about_tags(record):
        return True
    return isinstance(record.value, dict) and not _OF_OTHER_KINDS.isdisjoint(record.value)
