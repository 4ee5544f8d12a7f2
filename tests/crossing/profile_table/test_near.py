"""The table on disk finds for some calls what an index of all profiles would; nothing breaks it."""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
sys.path.append(str(BENCHMARKS))

from earwitness.crossing.attribution import attribute, attribute_all  # noqa: E402
from earwitness.crossing.conversation import (  # noqa: E402
    Conversation,
    conversation,
    count_called_lines,
    with_elsewhere,
)
from earwitness.crossing.linkage.pairing import call_graph  # noqa: E402
from earwitness.crossing.profile_index import ProfileIndex  # noqa: E402
from earwitness.crossing.profile_table.near import index_near  # noqa: E402
from earwitness.crossing.profile_table.parts import (  # noqa: E402
    PROFILES,
    is_whole,
    keep_only,
    part_of,
    write_part,
)
from earwitness.crossing.quiet_database import SPILLED, quiet_database  # noqa: E402
from earwitness.records.attribution import Attribution  # noqa: E402
from earwitness.records.call import Call  # noqa: E402
from earwitness.records.errors import CaseUnusable  # noqa: E402
from earwitness.records.profile import Profile, ProfileSource  # noqa: E402
from worlds.generate import make_world  # noqa: E402
from worlds.settings import WORLDS  # noqa: E402
from worlds.world import World  # noqa: E402

MOTHER, PHONE = "+79552110001", "+380970001127"
CALL = Call(id="call-1", caller=PHONE, called=MOTHER)
TALK = conversation(CALL, [], {}, {})
Parts = list[tuple[ProfileSource, Path]]


def _source(number: int, count: int) -> ProfileSource:
    return ProfileSource(
        id=f"s{number:04d}", kind="table", source_name="t.csv", sha256=f"{number:064x}",
        profile_count=count,
    )  # fmt: skip


def _mother(source: str = "s0000", **more: str) -> Profile:
    own = {"profile_id": "1", "name": "Татьяна Кубышкина", **more}
    return Profile(source_id=source, numbers=(MOTHER,), **own)


def _written(folder: Path, *sources: Sequence[Profile]) -> Parts:
    parts = []
    for number, profiles in enumerate(sources):
        source = _source(number, len(profiles))
        place = part_of(folder, source.id, source.sha256)
        write_part(place, profiles)
        parts.append((source, place))
    return parts


def _names(index: ProfileIndex) -> set[str]:
    return {person.name for person in index.by_line.get(MOTHER, ())}


def _of_world(world: World) -> tuple[list[Conversation], list[Profile]]:
    lines = count_called_lines(world.calls)
    talks = with_elsewhere(
        [
            conversation(c, world.turns.get(c.id, ()), world.labels.get(c.id, {}), lines)
            for c in world.calls
        ]
    )
    order = {source.id: number for number, source in enumerate(world.sources)}
    return talks, sorted(world.profiles(), key=lambda one: order[one.source_id])


def _parts_of(world: World, profiles: Sequence[Profile], folder: Path) -> Parts:
    parts = []
    for source in world.sources:
        own = [one for one in profiles if one.source_id == source.id]
        place = part_of(folder, source.id, source.sha256)
        write_part(place, own)
        parts.append((replace(source, profile_count=len(own)), place))
    return parts


def _attributed(
    talks: Sequence[Conversation], index: ProfileIndex, world: World
) -> dict[str, Attribution]:
    found = attribute_all(talks, index, call_graph(world.calls))
    return {one.id: one for own in found for one in own}


@settings(max_examples=5, deadline=None, database=None, derandomize=True)
@given(name=st.sampled_from(list(WORLDS)), seed=st.integers(0, 3))
def test_the_table_attributes_as_an_index_of_all_profiles_does(name: str, seed: int) -> None:
    """But for persons whose full name no entry has, only several of a number together: the table
    finds them by their number alone."""
    world = make_world(name, calls=12, decoys=60, seed=seed)
    talks, profiles = _of_world(world)
    with tempfile.TemporaryDirectory() as folder:
        near = index_near(talks, _parts_of(world, profiles, Path(folder)))
    whole = ProfileIndex.build(profiles, world.sources, near.counts)
    of_table, of_all = (_attributed(talks, index, world) for index in (near, whole))
    assert len(of_table.keys() ^ of_all.keys()) <= len(of_all) / 5
    for known in of_table.keys() & of_all.keys():
        assert of_table[known].match_weight == of_all[known].match_weight
    leads, wanted = _leads(of_table), _leads(of_all)
    assert leads.keys() == wanted.keys()
    assert all(leads[side] & wanted[side] for side in leads)


def _leads(found: dict[str, Attribution]) -> dict[tuple[str, str], set[str]]:
    """Side → the profiles of who leads there."""
    leads: dict[tuple[str, str], set[str]] = {}
    for one in found.values():
        leads.setdefault((one.call_id, one.side), set(one.profiles) or {"nobody"})
    return leads


def test_a_call_is_attributed_alike_alone_and_with_others(tmp_path: Path) -> None:
    world = make_world("one_phone", calls=24, decoys=60)
    talks, profiles = _of_world(world)
    parts = _parts_of(world, profiles, tmp_path)
    together = _attributed(talks, index_near(talks, parts), world)
    apart: dict[str, Attribution] = {}
    for start in range(0, len(talks), 8):
        some = talks[start : start + 8]
        apart |= _attributed(some, index_near(some, parts), world)
    assert {k: replace(a, evidence=(), against=()) for k, a in apart.items()} == {
        k: replace(a, evidence=(), against=()) for k, a in together.items()
    }


def test_counts_are_of_persons_about(tmp_path: Path) -> None:
    profiles = [
        Profile(source_id=f"s000{copy}", profile_id=str(i), name="Глеб Ряжилин",
                numbers=(f"+7955215{i:04d}",))
        for i in range(300) for copy in range(2)
    ]  # fmt: skip
    own = [[one for one in profiles if one.source_id == f"s000{copy}"] for copy in range(2)]
    call = replace(CALL, called=profiles[0].numbers[0])
    talk = conversation(call, [], {}, {})
    index = index_near([talk], _written(tmp_path, *own))
    assert index.counts.persons == pytest.approx(300, rel=0.1)
    (stem,) = index.counts.stems
    assert index.bearers(stem) == pytest.approx(300, rel=0.1)


def test_no_source_and_a_source_without_profiles_find_nobody(tmp_path: Path) -> None:
    assert _names(index_near([TALK], [])) == set()
    assert _names(index_near([TALK], _written(tmp_path, []))) == set()
    parts = _written(tmp_path, [], [_mother("s0001")])
    assert _names(index_near([TALK], parts)) == {"Татьяна Кубышкина"}
    assert index_near([], parts).counts.persons == 1


def test_thousands_of_sources_are_asked_together(tmp_path: Path) -> None:
    others = [[_mother(f"s{i:04d}", name=f"Глеб {i}")] for i in range(1, 3)]
    parts = _written(tmp_path, [_mother()], *others)
    _, empty = _written(tmp_path / "empty", [])[0]
    more = [(_source(number, 0), empty) for number in range(3, 3000)]
    last = replace(_source(3000, 1), id="s3000")
    place = part_of(tmp_path, last.id, last.sha256)
    write_part(place, [_mother("s3000")])
    index = index_near([TALK], [*parts, *_linked(more, tmp_path), (last, place)])
    (person,) = (one for one in index.by_line[MOTHER] if one.name == "Татьяна Кубышкина")
    assert person.source_ids == {"s0000", "s3000"}
    assert len(index.sources) == 3001


def _linked(more: Parts, folder: Path) -> Parts:
    """Parts of their own names that share the bytes of one."""
    linked = []
    for source, empty in more:
        place = part_of(folder, source.id, source.sha256)
        place.mkdir()
        for file in empty.iterdir():
            (place / file.name).hardlink_to(file)
        linked.append((source, place))
    return linked


@pytest.mark.parametrize("untrusted", ["Таня\x00 Кубышкина", "Таня \ud800", "\U0001f600" * 3])
def test_hostile_characters_survive_or_become_a_question_mark(
    tmp_path: Path, untrusted: str
) -> None:
    own = replace(_mother(name=untrusted, city=untrusted), groups=(untrusted,),
                  untrusted_numbers=(untrusted,))  # fmt: skip
    index = index_near([TALK], _written(tmp_path, [own]))
    (person,) = index.by_line[MOTHER]
    assert person.profiles[0].city == untrusted.replace("\ud800", "?")
    assert attribute(CALL, [], index)


@pytest.mark.parametrize("name", ["year=2022", "case [1] *?", "дело 'о' \""])
def test_the_case_may_lie_in_any_folder(tmp_path: Path, name: str) -> None:
    parts = _written(tmp_path / name, [_mother()])
    assert _names(index_near([TALK], parts)) == {"Татьяна Кубышкина"}


@pytest.mark.parametrize("kept", [0, 3, 200, -1])
def test_a_part_that_is_cut_off_is_not_whole(tmp_path: Path, kept: int) -> None:
    ((_, place),) = _written(tmp_path, [_mother()])
    assert is_whole(place, 1) and not is_whole(place, 2)
    file = place / PROFILES
    file.write_bytes(file.read_bytes()[:kept])
    assert not is_whole(place, 1)
    write_part(place, [_mother()])
    assert is_whole(place, 1)
    file.unlink()
    assert not is_whole(place, 1) and not is_whole(tmp_path / "none", 1)


def test_a_part_with_damage_inside_says_what_to_do(tmp_path: Path) -> None:
    parts = _written(tmp_path, [_mother(profile_id=str(i)) for i in range(500)])
    file = parts[0][1] / "keys.parquet"
    content = bytearray(file.read_bytes())
    content[4 : len(content) - 2000] = b"\xff" * (len(content) - 2004)
    file.write_bytes(content)
    with pytest.raises(CaseUnusable, match="index/profiles"):
        index_near([TALK], parts)


def test_unfinished_and_earlier_parts_are_removed(tmp_path: Path) -> None:
    ((_, place),) = _written(tmp_path, [_mother()])
    for other in (f"{place.name}.77.unfinished", place.name[:-1] + "0", "gone-0000-v1"):
        (tmp_path / other).mkdir()
    keep_only(tmp_path, [place])
    assert [one.name for one in tmp_path.iterdir()] == [place.name]
    keep_only(tmp_path / "none", [])


def test_a_killed_run_leaves_no_part(tmp_path: Path) -> None:
    place = part_of(tmp_path, "s0000", "0" * 64)

    def broken() -> list[Profile]:
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        write_part(place, (one for _ in range(1) for one in broken()))
    assert not is_whole(place, 0) and not place.exists()


def test_the_database_reaches_no_network_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "own").mkdir()
    for query in (
        "install httpfs",
        "select * from 'http://localhost/x.parquet'",
        "copy (select 1) to 'elsewhere.csv'",
        "select * from read_text('/etc/hostname')",
        "set enable_external_access = true",
    ):
        with pytest.raises(CaseUnusable), quiet_database(tmp_path / "own") as database:
            database.execute(query).fetchall()
    with quiet_database() as database:
        assert database.execute("select current_setting('temp_directory')").fetchall() == [("",)]
    with pytest.raises(CaseUnusable, match="more memory"), quiet_database() as database:
        database.execute("set memory_limit = '20MB'")
        database.execute("select list(range) from range(10000000)").fetchall()
    with quiet_database(tmp_path / "own") as database:
        database.execute("set memory_limit = '100MB'")
        database.execute("create table big as select range, range::varchar from range(5000000)")
        (spilled,) = (tmp_path / "own").iterdir()
        assert spilled.name.startswith(SPILLED)
    assert [one.name for one in tmp_path.rglob("*")] == ["own"]
