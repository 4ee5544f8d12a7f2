"""The table of profiles in `index/`, made for every source whose part is missing or damaged."""

from pathlib import Path

from earwitness.crossing.profile_table.parts import is_whole, keep_only, part_of, write_part
from earwitness.records.profile import ProfileSource
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import profiles

FOLDER = "profiles"
"""Under the case's `index/`; it may go at any time."""


def table_parts(place: Workplace) -> tuple[tuple[ProfileSource, Path], ...]:
    """Every source with its part of the table, which is written now if it is not whole."""
    folder = place.folder.index / FOLDER
    parts = tuple(
        (source, part_of(folder, source.id, source.sha256)) for source in profiles.all_sources()
    )
    for source, part in parts:
        if not is_whole(part, source.profile_count):
            write_part(part, profiles.profiles_of(source.id))
    keep_only(folder, (part for _, part in parts))
    return parts
