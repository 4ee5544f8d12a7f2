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
    parts = _parts(place)
    for source, part in parts:
        if not is_whole(part, source.profile_count):
            write_part(part, profiles.profiles_of(source.id))
    keep_only(place.folder.index / FOLDER, (part for _, part in parts))
    return parts


def parts_that_are_there(place: Workplace) -> tuple[tuple[ProfileSource, Path], ...] | None:
    """The same without writing any; None if one is missing or damaged."""
    parts = _parts(place)
    whole = all(is_whole(part, source.profile_count) for source, part in parts)
    return parts if whole else None


def _parts(place: Workplace) -> tuple[tuple[ProfileSource, Path], ...]:
    folder = place.folder.index / FOLDER
    return tuple(
        (source, part_of(folder, source.id, source.sha256)) for source in profiles.all_sources()
    )
