import json
from pathlib import Path
from typing import Any

import pytest

from earwitness.crossing.sources import ftm_graph
from earwitness.crossing.sources.followthemoney import FollowTheMoneySource
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from fakes.profile_samples.followthemoney import PEOPLE, entity, lines
from profile_reader_contract import CONTEXT, ProfileReaderContract, Result, profiles


class TestEntitiesAsLines(ProfileReaderContract):
    reader = FollowTheMoneySource()
    file_name = "entities.ftm.json"

    def shows_cut(self, cut: bytes) -> bool:
        """Between two lines nothing is missing from the view."""
        return not cut.rstrip().endswith(b"}}")

    def long_bytes(self, times: int) -> bytes:
        return lines(PEOPLE[0]) * times


class TestEntitiesAsAList(ProfileReaderContract):
    reader = FollowTheMoneySource()
    file_name = "entities.json"

    def long_bytes(self, times: int) -> bytes:
        return json.dumps([PEOPLE[0]] * times).encode()


def read(tmp_path: Path, *entities: dict[str, Any]) -> list[Result]:
    path = tmp_path / "entities.json"
    path.write_bytes(lines(*entities))
    return list(FollowTheMoneySource().read(path, CONTEXT))


def named(results: list[Result], name: str) -> Profile:
    return next(one for one in profiles(results) if one.name == name)


def test_relatives_are_told_on_both_sides_and_towns_come_from_addresses(tmp_path: Path) -> None:
    results = read(tmp_path, *PEOPLE)
    assert named(results, "Сергей Верхотоев").relatives == ("мать: Галина Верхотоева",)
    galina = named(results, "Галина Верхотоева")
    assert galina.relatives == ("family: Сергей Верхотоев",)
    assert galina.city == "Кинешма"


def test_an_edge_may_stand_before_those_whom_it_links(tmp_path: Path) -> None:
    results = read(tmp_path, *reversed(PEOPLE))
    assert named(results, "Сергей Верхотоев").relatives == ("мать: Галина Верхотоева",)


def test_other_names_are_profiles_of_the_same_account(tmp_path: Path) -> None:
    results = read(
        tmp_path,
        entity("p1", "Person", name=["Ольга", "Olga"], alias=["Оля", "Olga"], phone="+79552634791"),
        entity("u1", "UserAccount", username="@olya", number="+79552634791", owner="p1",
               service="Telegram"),
        entity("m1", "Membership", member="p1", organization="o1"),
        entity("o1", "Organization", name="в/ч 00000"),
    )  # fmt: skip
    people = [one for one in profiles(results) if one.account_id == "p1"]
    assert [one.name for one in people] == ["Ольга", "Olga", "Оля"]
    assert {one.numbers for one in people} == {("+79552634791",)}
    assert people[0].groups == ("в/ч 00000",)
    account = next(one for one in profiles(results) if one.account_id == "u1")
    assert (account.name, account.user_name, account.groups) == ("Ольга", "olya", ("Telegram",))


def test_links_beyond_the_bound_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ftm_graph, "MOST_LINKS", 1)
    results = read(tmp_path, *PEOPLE)
    assert any(isinstance(one, Problem) and "links" in one.what for one in results)
    assert len(profiles(results)) == 3


def test_properties_of_any_shape_are_read_without_an_exception(tmp_path: Path) -> None:
    shapes: list[Any] = [None, 3, {"a": 1}, [["x"]], [{"id": "p2"}], [None, 1.5, True], "text"]
    strange = [
        {"id": shape, "schema": schema, "properties": {name: shape for name in (
            "name", "phone", "alias", "person", "relative", "owner", "addressEntity", "city")}}
        for shape in shapes
        for schema in ("Person", "Family", "UserAccount", "Address")
    ]  # fmt: skip
    for result in read(tmp_path, *strange):
        assert isinstance(result, Profile)


def test_an_edge_between_thousands_is_cut_and_told(tmp_path: Path) -> None:
    many = [f"p{n}" for n in range(20_000)]
    results = read(tmp_path, *PEOPLE, entity("f", "Family", person=many, relative=many))
    assert any(isinstance(one, Problem) and "links" in one.what for one in results)
    assert all(len(one.relatives) <= 200 for one in profiles(results))
