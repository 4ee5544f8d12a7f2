import json
import re
from pathlib import Path
from typing import Any

import pytest

from earwitness.app.profiles import all_readers
from earwitness.crossing.sources.table import TableSource
from earwitness.crossing.sources.tags import TagSource
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from fakes.profile_samples.tags import JSON_ROWS, LINES, OTHER, ROWS, SUSPECT, json_lines
from profile_reader_contract import CONTEXT, ProfileReaderContract, Result


class TestTagsInTables(ProfileReaderContract):
    reader = TagSource()
    file_name = "tags.csv"

    def shows_cut(self, cut: bytes) -> bool:
        """A table has no end by which one could tell; without its header it is none."""
        return b"tag" not in cut

    def long_bytes(self, times: int) -> bytes:
        return b"number,tag,count\n" + f"{SUSPECT},Оля Верхотоева,2\n".encode() * times


class TestTagsInJson(ProfileReaderContract):
    reader = TagSource()
    file_name = "tags.json"

    def long_bytes(self, times: int) -> bytes:
        return json.dumps(JSON_ROWS * (times // 4)).encode()


class TestTagsInJsonLines(ProfileReaderContract):
    reader = TagSource()
    file_name = "tags.jsonl"

    def shows_cut(self, cut: bytes) -> bool:
        """Between two lines nothing is missing from the view."""
        return not cut.rstrip().endswith(b"]}")

    def written_at(self, content: bytes, profile_id: str) -> str:
        return content.decode().splitlines()[int(re.findall(r"^line (\d+)", profile_id)[0]) - 1]

    def long_bytes(self, times: int) -> bytes:
        return json_lines(LINES) * (times // 2)  # type: ignore[arg-type]


def read(tmp_path: Path, content: str | bytes, name: str) -> list[Result]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert TagSource().recognises(path)
    return list(TagSource().read(path, CONTEXT))


def tags_of(results: list[Result]) -> list[tuple[str, int | None]]:
    return [(one.name, one.tag_count) for one in results if isinstance(one, Profile)]


def test_every_row_is_a_tag_with_its_count_and_repeats_stay(tmp_path: Path) -> None:
    results = read(tmp_path, ROWS, "tags.csv")
    assert tags_of(results) == [
        ("Оля Верхотоева", 7),
        ('=HYPERLINK("http://x")', 1),
        ("Серый Кинешма", 2),
        ("Серый Кинешма", 2),
    ]
    assert next(p.profile_id for p in results if isinstance(p, Profile)) == "row 2"


@pytest.mark.parametrize(
    ("written", "count"),
    [("5.0", 5), ("1 234", 1234), ("1,234", 1234), ("12+", 12), ("", 1), ("many", 1), ("-3", 1),
     ("9" * 50, 1), ("0", 0)],
)  # fmt: skip
def test_counts_are_read_as_services_write_them(tmp_path: Path, written: str, count: int) -> None:
    results = read(tmp_path, f'number;tag;count\n{SUSPECT};Оля;"{written}"\n', "tags.csv")
    assert tags_of(results) == [("Оля", count)]


def test_the_name_that_the_service_shows_is_kept_once_beside_the_tags(tmp_path: Path) -> None:
    rows = f"number,name,tag,count\n{OTHER},Сергей В,Серый,2\n{OTHER},Сергей В,Серёга,1\n"
    results = read(tmp_path, rows, "tags.csv")
    assert tags_of(results) == [("Серый", 2), ("Сергей В", None), ("Серёга", 1)]


@pytest.mark.parametrize(
    "content",
    [
        [{"number": SUSPECT, "tag": "Оля", "count": 3}, {"number": SUSPECT, "tag": "Ольга"}],
        {SUSPECT: {"Оля": 3, "Ольга": 1}},
        {SUSPECT: [{"tag": "Оля", "count": "3"}, "Ольга"]},
        {SUSPECT: {"tags": [{"name": "Оля", "count": 3.0}, {"name": "Ольга"}]}},
        {"result": {"profile": {"phoneNumber": SUSPECT}, "tags": [{"tag": "Оля", "count": 3},
                                                                  {"tag": "Ольга", "count": 1}]}},
        {"data": [{"phone": int(SUSPECT[1:]), "tags": {"Оля": 3, "Ольга": 1}}]},
    ],
)  # fmt: skip
def test_json_of_every_form_gives_the_same_tags(tmp_path: Path, content: Any) -> None:
    results = read(tmp_path, json.dumps(content), "tags.json")
    assert tags_of(results) == [("Оля", 3), ("Ольга", 1)]
    profiles = [one for one in results if isinstance(one, Profile)]
    assert {one.numbers for one in profiles} == {(SUSPECT,)}
    assert len({one.profile_id for one in profiles}) == 2
    assert not any("79552" in one.profile_id for one in profiles)


def test_a_broken_line_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    good = json.dumps({"number": SUSPECT, "tag": "Оля"})
    results = read(tmp_path, f'{good}\n{{"number": "+79\n\n{good}\n', "tags.jsonl")
    assert len(tags_of(results)) == 2
    (trouble,) = [one for one in results if isinstance(one, Problem)]
    assert "line 2" in trouble.what


def test_a_number_with_a_million_tags_is_left_out_and_told(tmp_path: Path) -> None:
    rows = [{"phone": SUSPECT, "tags": ["Оля"]}, {"phone": OTHER, "tags": ["x"] * 60_000}]
    results = read(tmp_path, json.dumps(rows), "tags.json")
    assert tags_of(results) == [("Оля", 1)]
    assert any(isinstance(one, Problem) and "[1]" in one.what for one in results)


def test_tags_in_windows_1251_are_read(tmp_path: Path) -> None:
    rows = [{"number": SUSPECT, "tag": f"Оля Верхотоева из Кинешмы {n}"} for n in range(30)]
    content = json.dumps(rows, ensure_ascii=False).encode("cp1251")
    assert tags_of(read(tmp_path, content, "tags.json"))[3] == ("Оля Верхотоева из Кинешмы 3", 1)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.csv", ROWS, "tags"),
        ("a.csv", f"name,label,number\nОля,mobile,{SUSPECT}\nИра,home,{OTHER}\n", "table"),
        ("a.csv", f"first_name,tag,number\nОля,друг,{SUSPECT}\nИра,сестра,{OTHER}\n", "table"),
        ("a.json", json.dumps([{"name": "Оля", "phone": SUSPECT}]), "social"),
        ("a.json", json.dumps([{"phone": SUSPECT, "tags": ["Оля"]}]), "tags"),
        ("a.json", json.dumps({"contacts": {"list": [{"first_name": "Оля", "last_name": "В",
                               "phone_number": SUSPECT}]}}), "telegram"),
    ],
)  # fmt: skip
def test_a_file_goes_to_the_reader_of_its_kind(
    tmp_path: Path, name: str, content: str, kind: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert next(r for r in all_readers() if r.recognises(path)).name == kind
    assert TableSource().recognises(path) == (kind == "table")


def test_tags_of_more_numbers_than_are_read_are_told_and_many_tags_are_not(tmp_path: Path) -> None:
    numbers = [f"+7955200{n:04}" for n in range(1_001)]
    tags = [f"Оля {n}" for n in range(1_001)]
    path = tmp_path / "tags.json"
    path.write_text(json.dumps([{"number": numbers[0], "tags": tags}]))
    assert all(isinstance(one, Profile) for one in TagSource().read(path, CONTEXT))
    path.write_text(json.dumps([{"number": numbers, "tags": tags[:3]}]))
    *_, trouble = TagSource().read(path, CONTEXT)
    assert isinstance(trouble, Problem) and "more than 1,000" in trouble.what
