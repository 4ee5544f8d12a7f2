import json
from pathlib import Path
from typing import Any

import pytest

from earwitness.crossing.ports import SourceContext
from earwitness.crossing.sources.telegram import TelegramSource
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile, SourceFacts
from fakes.profile_samples.telegram import EXPORT
from profile_reader_contract import CONTEXT, ProfileReaderContract, Result


class TestTelegramSource(ProfileReaderContract):
    reader = TelegramSource()
    file_name = "result.json"

    def long_bytes(self, times: int) -> bytes:
        shared = EXPORT["chats"]["list"][0]["messages"][1]
        chats = {"list": [{"name": "Жёны", "messages": [shared] * times}]}
        return json.dumps({"chats": chats}, ensure_ascii=False).encode()


def _read(tmp_path: Path, content: bytes) -> list[Result]:
    path = tmp_path / "result.json"
    path.write_bytes(content)
    return list(TelegramSource().read(path, CONTEXT))


def _ids(results: list[Result]) -> list[str]:
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
    (profile,) = _profiles(_read(tmp_path, json.dumps(export).encode()))
    assert isinstance(profile, Profile) and len(profile.name) == 2_000


def test_the_region_of_the_case_reads_national_numbers(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    export = {"contacts": {"list": [{"first_name": "Оля", "phone_number": "0970001127"}]}}
    path.write_text(json.dumps(export))
    (profile,) = TelegramSource().read(path, SourceContext(source_id="s", region="UA"))
    assert isinstance(profile, Profile) and profile.numbers == ("+380970001127",)


def _profiles(results: list[Result]) -> list[Profile]:
    return [result for result in results if isinstance(result, Profile)]


def _facts(results: list[Result]) -> list[SourceFacts]:
    return [result for result in results if isinstance(result, SourceFacts)]


def _read_object(tmp_path: Path, export: dict[str, Any]) -> list[Result]:
    return _read(tmp_path, json.dumps(export, ensure_ascii=False).encode())


def _message(name: str | None, written_id: str | int, **more: Any) -> dict[str, Any]:
    return {"type": "message", "date": "2022-03-09T10:11:05", "from": name,
            "from_id": written_id, "text": "Алло", **more}  # fmt: skip


def _chat(kind: str, *messages: dict[str, Any], name: str = "Рота") -> dict[str, Any]:
    return {"name": name, "type": kind, "id": 77, "messages": list(messages)}


def test_the_owner_is_known_by_number_account_and_user_name(tmp_path: Path) -> None:
    owner = {**EXPORT["personal_information"], "username": "@olya_v"}
    results = _read_object(tmp_path, {"personal_information": owner})
    assert SourceFacts(owner_numbers=("+79552634791",)) in results
    (profile,) = _profiles(results)
    assert (profile.account_id, profile.user_name) == ("900000001", "olya_v")


def test_a_contact_keeps_its_account_and_so_does_a_frequent_one(tmp_path: Path) -> None:
    contact = {"user_id": 900000002, "first_name": "Лена", "phone_number": "+79552507213"}
    frequent = {"id": 900000003, "category": "calls", "type": "user", "name": "Марина"}
    export = {"contacts": {"list": [contact]}, "frequent_contacts": {"list": [frequent]}}
    profiles = _profiles(_read_object(tmp_path, export))
    assert [(p.name, p.account_id) for p in profiles] == [
        ("Лена", "900000002"),
        ("Марина", "900000003"),
    ]


def test_who_writes_is_given_once_with_all_the_groups_and_no_number(tmp_path: Path) -> None:
    kolya = _message("Коля", "user900000005")
    chats = [_chat("private_group", kolya, kolya), _chat("public_supergroup", kolya, name="Двор")]
    (profile,) = _profiles(_read_object(tmp_path, {"chats": {"list": chats}}))
    assert profile.profile_id == "chats.list[0].messages[0].from"
    assert (profile.name, profile.account_id, profile.numbers) == ("Коля", "900000005", ())
    assert profile.groups == ("Рота", "Двор")


def test_two_accounts_of_one_name_stay_two(tmp_path: Path) -> None:
    chat = _chat("private_group", _message("Коля", "user5"), _message("Коля", "user6"))
    assert [p.account_id for p in _profiles(_read_object(tmp_path, chat))] == ["5", "6"]


def test_channels_bots_groups_and_deleted_accounts_are_nobody(tmp_path: Path) -> None:
    chat = _chat(
        "private_group",
        _message("Новости", "channel1234"),
        _message("Чат", "chat55"),
        _message(None, "user7"),
        _message("Старая группа", 2**32 + 5),
    )
    assert _profiles(_read_object(tmp_path, chat)) == []


def test_a_bare_number_of_an_old_export_is_an_account(tmp_path: Path) -> None:
    chat = _chat("personal_chat", _message("Коля", 900000005), name="")
    assert [p.account_id for p in _profiles(_read_object(tmp_path, chat))] == ["900000005"]


def test_a_contact_who_writes_in_a_private_chat_is_not_given_twice(tmp_path: Path) -> None:
    contact = {"user_id": 5, "first_name": "Лена", "phone_number": "+79552507213"}
    chats = {"list": [_chat("personal_chat", _message("Лена", "user5"), name="Лена")]}
    chats["list"][0]["id"] = 5
    export = {"contacts": {"list": [contact]}, "chats": chats}
    assert [p.profile_id for p in _profiles(_read_object(tmp_path, export))] == ["contacts.list[0]"]


def test_a_contact_who_writes_in_a_group_is_met_there_too(tmp_path: Path) -> None:
    contact = {"user_id": 5, "first_name": "Лена", "phone_number": "+79552507213"}
    chats = {"list": [_chat("private_group", _message("Лена", "user5"))]}
    profiles = _profiles(_read_object(tmp_path, {"contacts": {"list": [contact]}, "chats": chats}))
    assert [(p.numbers, p.groups) for p in profiles] == [(("+79552507213",), ()), ((), ("Рота",))]


def test_the_partner_of_a_chat_is_somebody_even_if_only_the_owner_wrote(tmp_path: Path) -> None:
    chat = _chat("personal_chat", name="Марина банк")
    (profile,) = _profiles(_read_object(tmp_path, {"chats": {"list": [chat]}}))
    assert (profile.profile_id, profile.account_id) == ("chats.list[0].name", "77")


def test_who_acts_in_a_service_message_is_met(tmp_path: Path) -> None:
    joined = {"type": "service", "date": "2021-01-02T00:00:00", "actor": "Рита",
              "actor_id": "user8", "action": "join_group_by_link", "text": ""}  # fmt: skip
    (profile,) = _profiles(_read_object(tmp_path, _chat("private_supergroup", joined)))
    assert (profile.name, profile.groups) == ("Рита", ("Рота",))


def test_a_shared_card_adds_what_the_message_leaves_out(tmp_path: Path) -> None:
    card = (
        "BEGIN:VCARD\nVERSION:3.0\nFN:Лена\nTEL:+7 955 250-72-13\nTEL:+7 955 214-30-18\nEND:VCARD"
    )
    message = _message("Оля", "user1", contact_vcard=card)
    message["contact_information"] = {"first_name": "Лена", "phone_number": "79552507213"}
    lena = _profiles(_read_object(tmp_path, _chat("personal_chat", message, name="")))[0]
    assert lena.name == "Лена"
    assert lena.numbers == ("+79552507213", "+79552143018")


def test_the_newest_message_dates_the_export(tmp_path: Path) -> None:
    messages = [_message("Коля", "user5", date=day) for day in ("2022-03-09", "2023-01-02", "x")]
    assert _facts(_read_object(tmp_path, _chat("private_group", *messages))) == [
        SourceFacts(as_of="2023-01-02", has_names_alone=True)
    ]


def test_a_cut_off_chat_gives_whom_it_met_before_the_problem(tmp_path: Path) -> None:
    chat = json.dumps(_chat("private_group", _message("Коля", "user5")), ensure_ascii=False)
    results = _read(tmp_path, chat.encode()[:-2])
    assert [p.name for p in _profiles(results)] == ["Коля"]
    assert isinstance(results[-1], Problem)


def test_more_people_than_are_held_at_once_all_come(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earwitness.crossing.sources.people_met.MOST_PEOPLE", 3)
    chat = _chat("private_group", *(_message(f"Коля {i}", f"user{i}") for i in range(10)))
    assert len(_profiles(_read_object(tmp_path, chat))) == 10


@pytest.mark.parametrize("name", ["bubbly/telegram_result.json",
                                  "chat-miner/telegram/test_single_export.json",
                                  "chat-miner/telegram/test_batch_export.json"])  # fmt: skip
def test_exports_that_other_programs_are_tested_with_are_read(shared: Path, name: str) -> None:
    path = shared / "data" / "exports" / name
    assert TelegramSource().recognises(path)
    results = list(TelegramSource().read(path, CONTEXT))
    assert _profiles(results) and not [r for r in results if isinstance(r, Problem)]


@pytest.mark.parametrize(("hidden", "names_alone"), [
    ({"first_name": "Natalya", "last_name": "", "phone_number": ""}, True),
    ({"first_name": "", "last_name": "", "user_id": 5}, True),
    ({"first_name": "", "last_name": "", "phone_number": "", "date": "2022-03-01"}, False),
])  # fmt: skip
def test_a_contact_that_hides_the_number_makes_no_number_absent(
    tmp_path: Path, hidden: dict[str, Any], names_alone: bool
) -> None:
    listed = [*EXPORT["contacts"]["list"], hidden, EXPORT["contacts"]["list"][0]]
    facts = _facts(_read_object(tmp_path, {"contacts": {"list": listed}}))
    assert any(one.has_names_alone for one in facts) is names_alone
