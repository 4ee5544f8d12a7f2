import json
from pathlib import Path

import pytest

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.telegram import TelegramSource
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from fakes.profile_samples.telegram import EXPORT
from profile_reader_contract import CONTEXT, ProfileReaderContract


class TestTelegramSource(ProfileReaderContract):
    reader = TelegramSource()
    file_name = "result.json"

    def long_bytes(self, times: int) -> bytes:
        shared = EXPORT["chats"]["list"][0]["messages"][1]
        chats = {"list": [{"name": "Жёны", "messages": [shared] * times}]}
        return json.dumps({"chats": chats}, ensure_ascii=False).encode()


def _read(tmp_path: Path, content: bytes) -> list[Profile | Problem]:
    path = tmp_path / "result.json"
    path.write_bytes(content)
    return list(TelegramSource().read(path, CONTEXT))


def _ids(results: list[Profile | Problem]) -> list[str]:
    return [r.profile_id for r in results if isinstance(r, Profile)]


def test_ids_are_places_in_the_file_and_empty_entries_are_left_out(tmp_path: Path) -> None:
    assert _ids(_read(tmp_path, json.dumps(EXPORT).encode())) == [
        "personal_information",
        "contacts.list[0]",
        "contacts.list[2]",
        "frequent_contacts.list[0]",
        "chats.list[0].messages[1]",
    ]


def test_names_and_numbers_are_kept_as_declared(tmp_path: Path) -> None:
    profiles = [p for p in _read(tmp_path, json.dumps(EXPORT).encode()) if isinstance(p, Profile)]
    galya = profiles[1]
    assert galya.name == "Тётя Галя мама Серёжи"
    assert (galya.first_name, galya.surname) == ("Тётя Галя", "мама Серёжи")
    assert galya.numbers == ("+79552143018",)


def test_a_number_that_cannot_be_read_is_kept_as_written(tmp_path: Path) -> None:
    export = {"contacts": {"list": [{"first_name": "Оля", "phone_number": "7,955E+10"}]}}
    (profile,) = _read(tmp_path, json.dumps(export).encode())
    assert isinstance(profile, Profile)
    assert profile.numbers == () and profile.untrusted_numbers == ("7,955E+10",)


def test_a_single_chat_has_no_outer_wrapper(tmp_path: Path) -> None:
    chat = EXPORT["chats"]["list"][0]  # type: ignore[index]
    assert _ids(_read(tmp_path, json.dumps(chat).encode())) == ["messages[1]"]


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    assert len(_ids(_read(tmp_path, b"\xef\xbb\xbf" + json.dumps(EXPORT).encode()))) == 5


def test_a_cut_off_export_gives_what_came_before_and_says_so(tmp_path: Path) -> None:
    whole = json.dumps(EXPORT, ensure_ascii=False).encode()
    *profiles, trouble = _read(tmp_path, whole[: whole.index("Верхотоев".encode())])
    assert _ids(profiles) == ["personal_information", "contacts.list[0]"]
    assert isinstance(trouble, Problem)
    assert "cut off" in trouble.what and "2 entries" in trouble.what


def test_damage_in_the_middle_also_counts_as_cut_off(tmp_path: Path) -> None:
    whole = json.dumps(EXPORT, ensure_ascii=False).encode()
    *_, trouble = _read(tmp_path, whole.replace(b'"frequent_contacts"', b"}]frequent", 1))
    assert isinstance(trouble, Problem) and "cut off" in trouble.what


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 2_000_000,
        b'{"a":' * 100_000,
        b'{"contacts": {"list": [{"first_name": "' + b"a" * 20_000_000,
        b'{"contacts": {"list": [{"first_name": "a", "id": ' + b"1" * 40_000 + b"}]}}",
        b'{"contacts": {"list": [{"first_name": "a", "id": 1e999999999}]}}',
    ],
    ids=["deep lists", "deep objects", "endless name", "endless number", "endless exponent"],
)
def test_hostile_json_is_a_problem_and_not_a_crash(tmp_path: Path, content: bytes) -> None:
    *_, trouble = _read(tmp_path, content)
    assert isinstance(trouble, Problem) and "cut off" in trouble.what


def test_a_very_long_name_is_shortened(tmp_path: Path) -> None:
    export = {"contacts": {"list": [{"first_name": "я" * 100_000}]}}
    (profile,) = _read(tmp_path, json.dumps(export).encode())
    assert isinstance(profile, Profile) and len(profile.name) == 2_000


def test_the_region_of_the_case_reads_national_numbers(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    export = {"contacts": {"list": [{"first_name": "Оля", "phone_number": "0970001127"}]}}
    path.write_text(json.dumps(export))
    (profile,) = TelegramSource().read(path, SourceContext(source_id="s", region="UA"))
    assert isinstance(profile, Profile) and profile.numbers == ("+380970001127",)
