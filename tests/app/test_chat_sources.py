"""What a chat among the sources says, and what it does not say, of a number."""

import json
from pathlib import Path

import pytest

from conftest import empty_case
from earwitness.app.profiles import read_profiles
from earwitness.crossing.lookups import look_up_lines
from earwitness.records.profile import Coverage, LookupAnswer, ProfileSource
from earwitness.runtime.progress import SilentProgress
from earwitness.runtime.store import profiles
from earwitness.runtime.store.connection import writing

NUMBERS = "[05.03.22, 10:00:00] +7 955 200-00-11: Алло\n"


@pytest.mark.parametrize(
    ("text", "coverage", "answer"),
    [
        (NUMBERS, Coverage.COMPLETE, LookupAnswer.ABSENT),
        (f"{NUMBERS}[05.03.22, 10:00:00] Рита: Я\n", Coverage.PARTIAL, LookupAnswer.NOT_CHECKED),
    ],
    ids=["numbers alone", "names, too"],
)
def test_a_number_is_absent_from_a_chat_only_if_everybody_stands_there_with_one(
    tmp_path: Path, text: str, coverage: Coverage, answer: LookupAnswer
) -> None:
    chat = tmp_path / "_chat.txt"
    chat.write_text(text, encoding="utf-8")
    (source,) = read_profiles(empty_case(tmp_path / "case"), [chat], progress=SilentProgress())
    assert (source.kind, source.coverage, source.as_of) == ("whatsapp", coverage, "2022-03-05")
    (lookup,) = look_up_lines(["+79552000099"], [source], [])
    assert lookup.answer is answer


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("vk.json", '[{"id": 1, "first_name": "Рита", "last_name": "Верхотоева"}]'),
        ("people.csv", "id,name\n1,Рита\n2,Оля\n"),
    ],
)
def test_a_source_without_any_number_calls_none_absent(
    tmp_path: Path, name: str, text: str
) -> None:
    export = tmp_path / name
    export.write_text(text, encoding="utf-8")
    (source,) = read_profiles(empty_case(tmp_path / "case"), [export], progress=SilentProgress())
    assert (source.profile_count > 0, source.coverage) == (True, Coverage.PARTIAL)


def test_two_exports_whose_hashes_begin_alike_are_two_sources(tmp_path: Path) -> None:
    place = empty_case(tmp_path / "case")
    first = ProfileSource(
        id="vcard-abcdef", kind="vcard", source_name="a.vcf", sha256="abcdef" + "0" * 58
    )
    with writing(place.folder.database):
        profiles.add_source(first, [], finished=lambda _: first, actor="Рита")
    assert profiles.free_id("vcard", "abcdef" + "1" * 58) == "vcard-abcdef1"
    assert profiles.free_id("tags", "abcdef" + "1" * 58) == "tags-abcdef"


def test_a_number_that_is_no_text_is_kept_without_a_crash(tmp_path: Path) -> None:
    export = tmp_path / "main.jsonl"
    lines = [
        {"version": 1, "backupTimeMs": "1"},
        {"recipient": {"contact": {"e164": "\ud800 7\u0000", "systemGivenName": "Рита"}}},
    ]
    export.write_text("\n".join(map(json.dumps, lines)) + "\n")
    (source,) = read_profiles(empty_case(tmp_path / "case"), [export], progress=SilentProgress())
    assert source.profile_count == 1
