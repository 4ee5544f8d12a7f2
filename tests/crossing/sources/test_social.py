import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.json_files import line_events
from earwitness.crossing.sources.social import SocialSource
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from fakes.profile_samples.social import PEOPLE, answer
from profile_reader_contract import CONTEXT, ProfileReaderContract, Result, assert_only_results

SCRIPTS = [
    "Ольга", "Ọlúwaṣeun", "Ნინო", "Նարե", "محمد علی", "שרה", "अनिता", "অনিতা", "ਅਨੀਤਾ", "અનિતા",
    "ଅନିତା", "அனிதா", "అనిత", "ಅನಿತಾ", "അനിത", "අනිතා", "อนิตา", "ອະນິດາ", "བསོད་ནམས", "မြ",
    "ሳራ", "ᏣᎳᎩ", "ᠪᠠᠲᠤ", "សុខា", "田中さくら", "サクラ", "王小明", "김민수", "Ελένη", "Ĳsbrand",
]  # fmt: skip


class TestSocialSourceOnAnswersOfVk(ProfileReaderContract):
    reader = SocialSource()
    file_name = "vk.json"

    def long_bytes(self, times: int) -> bytes:
        return answer(PEOPLE * (times // 4))


class TestSocialSourceOnJsonLines(ProfileReaderContract):
    reader = SocialSource()
    file_name = "people.jsonl"

    def shows_cut(self, cut: bytes) -> bool:
        """Between two lines nothing is missing from the view."""
        return not cut.rstrip().endswith(b"}")

    def long_bytes(self, times: int) -> bytes:
        return self.good_bytes() * (times // 4)


def read(tmp_path: Path, content: Any, context: SourceContext = CONTEXT) -> list[Result]:
    path = tmp_path / "people.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    return list(SocialSource().read(path, context))


def test_nested_fields_of_a_network_land_in_the_profile(tmp_path: Path) -> None:
    sergey, olga, _ = read(tmp_path, {"response": {"items": PEOPLE}})
    assert isinstance(sergey, Profile) and isinstance(olga, Profile)
    assert sergey.profile_id == "response.items[0]"
    assert (sergey.first_name, sergey.surname) == ("Сергей", "Верхотоев")
    assert (sergey.user_name, sergey.account_id) == ("ser_verh", "955001")
    assert (sergey.birth_date, sergey.city) == ("14.6.1996", "Кинешма")
    assert sergey.numbers == ("+79552075532",)
    assert sergey.relatives == (
        "parent: Галина Верхотоева",
        "sibling: id 955002",
        "Ольга Верхотоева",
    )
    assert set(sergey.groups) == {"Завод", "в/ч 00000"}
    assert olga.account_id == "955004"


def test_keys_of_its_own_come_from_the_case_and_may_lead_inside(tmp_path: Path) -> None:
    columns = {"name": "кто", "phone": "связь.тел", "city": "address.town"}
    people = [{"кто": "Оля", "связь": {"тел": "+79552634791"}, "address": {"town": "Шуя"}}]
    (olga,) = read(tmp_path, people, replace(CONTEXT, columns=columns))
    assert isinstance(olga, Profile)
    assert (olga.name, olga.numbers, olga.city) == ("Оля", ("+79552634791",), "Шуя")


def test_names_in_thirty_scripts_come_out_as_they_went_in(tmp_path: Path) -> None:
    people = [{"name": name, "phone": "+79552634791"} for name in SCRIPTS]
    assert [p.name for p in read(tmp_path, people) if isinstance(p, Profile)] == SCRIPTS
    assert len(set(SCRIPTS)) == 30


def test_a_file_cut_off_says_so_and_keeps_what_came_before(tmp_path: Path) -> None:
    whole = json.dumps([{"name": "Оля", "phone": "+79552634791"}] * 3)
    *profiles, trouble = read(tmp_path, whole[:-30])
    assert len(profiles) == 2
    assert isinstance(trouble, Problem) and "cut off" in trouble.what


def test_endless_nesting_is_a_problem_and_not_a_crash(tmp_path: Path) -> None:
    for content in ("[" * 200_000, '{"data":' * 200_000, '[{"name":' * 5_000):
        results = read(tmp_path, content)
        assert results and all(isinstance(one, Problem) for one in results)


def test_utf_16_is_read(tmp_path: Path) -> None:
    path = tmp_path / "people.json"
    path.write_bytes(json.dumps([{"name": "Оля", "phone": "+79552634791"}]).encode("utf-16"))
    assert SocialSource().recognises(path)
    assert [p.name for p in SocialSource().read(path, CONTEXT) if isinstance(p, Profile)] == ["Оля"]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from(["name", "phone", "id", "city", "relatives", "items", "first_name", "bdate",
                         "last_name", "groups", "tags", "response", "type"]), inner, max_size=5),
    max_leaves=20,
)  # fmt: skip


@given(value=JSON_VALUES)
@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_json_is_read_without_an_exception(tmp_path: Path, value: Any) -> None:
    results = read(tmp_path, json.dumps(value))
    assert_only_results(results)
    ids = [one.profile_id for one in results if isinstance(one, Profile)]
    assert len(ids) == len(set(ids))


def test_a_number_without_a_name_is_not_lost(tmp_path: Path) -> None:
    numbers = [
        {"name": "", "phone": "+79552634791"},
        {"deactivated": "deleted", "phone": 79552075532},
    ]
    found = [one for one in read(tmp_path, numbers) if isinstance(one, Profile)]
    assert [one.numbers for one in found] == [("+79552634791",), ("+79552075532",)]


def test_a_file_of_lines_that_say_nothing_is_not_read_to_its_end_to_be_recognised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read_lines = []

    def counted(line: str) -> Any:
        read_lines.append(line)
        return line_events(line)

    monkeypatch.setattr("earwitness.crossing.sources.json_records.line_events", counted)
    path = tmp_path / "nothing.jsonl"
    path.write_text("{}\n" * 5_000)
    assert not SocialSource().recognises(path)
    assert 0 < len(read_lines) <= 200


def test_lists_beyond_what_is_read_of_one_are_told_once(tmp_path: Path) -> None:
    person = {"name": "Оля", "phone": "+79552634791", "seen": ["x"] * 1_200}
    long = {**person, "groups": [{"title": f"Группа {n}"} for n in range(1_001)]}
    assert [type(one) for one in read(tmp_path, [person])] == [Profile]
    results = read(tmp_path, [person, long, long])
    (trouble,) = [one for one in results if isinstance(one, Problem)]
    assert "[1] holds a list of more than 1,000" in trouble.what
    assert len(results) == 4
