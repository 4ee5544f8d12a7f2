"""Phone-book tags: how strangers saved a number (services like GetContact and Truecaller).

Tables (`number, tag, count`) and JSON: rows with these fields; a number with its list of tags;
a mapping of numbers to tags; answers of such services as they were saved. One profile a tag, with
`tag_count`. All tags of one file are one witness that repeats others: strangers copy from each
other, and the service merges and hides tags. Profile ids are `row 12` of a table, or the place in
the JSON (`[3].tags[0]`).
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.entries import profile_from
from earwitness.crossing.sources.json_records import JsonRecord, head_records
from earwitness.crossing.sources.json_tags import (
    has_cut_numbers,
    is_about_tags,
    is_number_key,
    tag_entries,
)
from earwitness.crossing.sources.record_reading import read_records
from earwitness.crossing.sources.table import head_rows, read_table
from earwitness.crossing.sources.table_headers import header_of
from earwitness.crossing.sources.table_headers import is_about_tags as has_columns_of_tags
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile


class TagSource:
    """Reader of phone-book tags; implements `ports.ProfileReader`."""

    name = "tags"
    version = "1"
    resource: Literal["io", "cpu", "gpu"] = "io"

    def recognises(self, untrusted_path: Path) -> bool:
        """Whether the head is a table or JSON of numbers with tags."""
        if _is_table(untrusted_path):
            return True
        return any(map(is_about_tags, head_records(untrusted_path, is_entry=is_number_key)))

    def read(self, untrusted_path: Path, context: SourceContext) -> Iterator[Profile | Problem]:
        """Profiles in file order; rows and records that cannot be read are Problems."""

        def profiles(record: JsonRecord) -> Iterator[Profile]:
            for entry in tag_entries(record):
                profile = profile_from(entry, context)
                if profile is not None:
                    yield profile

        if _is_table(untrusted_path):
            yield from read_table(untrusted_path, context)
        else:
            yield from read_records(
                untrusted_path, profiles, is_entry=is_number_key, is_cut=has_cut_numbers
            )


def _is_table(untrusted_path: Path) -> bool:
    header = header_of(head_rows(untrusted_path), {})
    return header is not None and has_columns_of_tags(header[1])
