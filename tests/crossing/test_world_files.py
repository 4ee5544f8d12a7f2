"""A fictional world written as export files and read by the readers is the same world."""

import sys
from collections import Counter
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[2] / "benchmarks"))

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.table import TableSource
from earwitness.records.profile import Profile
from worlds.export_files import write_calls, write_exports
from worlds.generate import make_world
from worlds.scale import million, write_table
from worlds.shipped import READERS


def said(profile: Profile) -> tuple[object, ...]:
    """Everything but the id."""
    return (
        profile.source_id,
        profile.name,
        profile.first_name,
        profile.surname,
        profile.numbers,
        profile.untrusted_numbers,
        profile.birth_date,
        profile.city,
        profile.relatives,
        profile.groups,
        profile.tag_count,
    )


@pytest.mark.parametrize("name", ["plain", "stale", "call_signs"])
def test_files_read_again_give_the_same_profiles(name: str, tmp_path: Path) -> None:
    world = make_world(name, calls=60, decoys=300)
    found: list[Profile] = []
    for path in write_exports(world, tmp_path):
        reader = next(r for r in READERS if r.recognises(path))
        for result in reader.read(path, SourceContext(source_id=path.name, region="RU")):
            if isinstance(result, Profile):
                found.append(result)
    assert Counter(map(said, found)) == Counter(map(said, world.profiles()))
    assert {profile.source_id.split("_")[0] for profile in found} >= {"tags.csv", "social.csv"}


def test_a_call_list_has_every_call(tmp_path: Path) -> None:
    world = make_world("plain", calls=30, decoys=0)
    write_calls(world, tmp_path / "calls.csv")
    lines = (tmp_path / "calls.csv").read_text("utf-8").splitlines()
    assert len(lines) == 31


def test_profiles_by_the_thousand_are_the_same_every_time(tmp_path: Path) -> None:
    first, again = list(million(2_000)), list(million(2_000))
    assert first == again
    path = tmp_path / "people.csv"
    assert write_table(first, path) == 2_000
    read = TableSource().read(path, SourceContext(source_id="people.csv", region="RU"))
    assert [said(p)[1] for p in read if isinstance(p, Profile)] == [p.name for p in first]
    assert len({profile.reference for profile in first}) == len(first) == 2_000
