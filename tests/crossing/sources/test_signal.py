import json
from pathlib import Path

import pytest

from earwitness.crossing.sources.signal import SignalSource
from earwitness.records.problem import Problem
from earwitness.records.profile import SourceFacts
from fakes.profile_samples.signal import CHAT, CONVERSATIONS, FRAMES, MESSAGES, META, lines
from profile_reader_contract import CONTEXT, ProfileReaderContract, Result, profiles


class TestSignalSourceOnItsOwnExport(ProfileReaderContract):
    reader = SignalSource()
    file_name = "main.jsonl"

    def shows_cut(self, cut: bytes) -> bool:
        """Nothing tells that more lines were to come."""
        return not cut.rstrip().endswith(b"}}") and not _is_object(cut.rpartition(b"\n")[2])

    def long_bytes(self, times: int) -> bytes:
        return lines(FRAMES) + lines([FRAMES[-1]] * times)


class TestSignalSourceOnMessages(TestSignalSourceOnItsOwnExport):
    file_name = "data.json"

    def long_bytes(self, times: int) -> bytes:
        return lines(MESSAGES * (times // 4))


class TestSignalSourceOnConversations(ProfileReaderContract):
    reader = SignalSource()
    file_name = "conversations.json"

    def long_bytes(self, times: int) -> bytes:
        return json.dumps({"conversations": [CONVERSATIONS["conversations"][0]] * times}).encode()


class TestSignalSourceOnMembers(ProfileReaderContract):
    reader = SignalSource()
    file_name = "meta.json"

    def long_bytes(self, times: int) -> bytes:
        return json.dumps({**META, "members": [META["members"][0]] * times}).encode()


def _is_object(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return not line.strip()
    return True


def _read(tmp_path: Path, content: bytes | str, name: str = "export") -> list[Result]:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert SignalSource().recognises(path)
    return list(SignalSource().read(path, CONTEXT))


def _as_of(results: list[Result]) -> str:
    (facts,) = [result for result in results if isinstance(result, SourceFacts)]
    return facts.as_of


def test_its_own_export_has_numbers_names_accounts_and_groups(tmp_path: Path) -> None:
    results = _read(tmp_path, lines(FRAMES))
    found = {p.name: (p.numbers, p.groups, p.user_name) for p in profiles(results)}
    assert found == {
        "Оля": ((), (), "olya.21"),
        "Лена": (("+79552000012",), (), ""),
        "Рита": (("+79552000011",), ("Жёны",), ""),
        "Коля Шина": ((), ("Жёны",), ""),
    }
    assert _as_of(results) == "2022-03-09"


def test_a_name_in_the_address_book_goes_before_the_chosen_one(tmp_path: Path) -> None:
    names = [profile.name for profile in profiles(_read(tmp_path, lines(FRAMES)))]
    assert "Рита" in names and "R" not in names


def test_two_contacts_without_account_or_name_stay_two(tmp_path: Path) -> None:
    contacts = [{"recipient": {"id": str(i), "contact": {"e164": f"7955200001{i}"}}}
                for i in range(2)]  # fmt: skip
    assert [p.numbers for p in profiles(_read(tmp_path, lines(contacts)))] == [
        ("+79552000010",),
        ("+79552000011",),
    ]


def test_whoever_wrote_comes_once_and_the_owner_does_not(tmp_path: Path) -> None:
    found = profiles(_read(tmp_path, lines(MESSAGES * 3)))
    assert [(p.profile_id, p.name, p.numbers) for p in found] == [
        ("line 1", "Рита", ()),
        ("line 3", "Коля Шина", ()),
        ("line 4", "", ("+79552000011",)),
    ]


def test_a_broken_line_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    content = lines(MESSAGES[:1]) + b'{"date": broken}\n' + lines(MESSAGES[2:])
    results = _read(tmp_path, content)
    (trouble,) = [result for result in results if isinstance(result, Problem)]
    assert "Line 2" in trouble.what and len(profiles(results)) == 3


def test_conversations_give_people_and_not_groups(tmp_path: Path) -> None:
    found = profiles(_read(tmp_path, json.dumps(CONVERSATIONS)))
    assert [(p.profile_id, p.name, p.numbers, p.account_id) for p in found] == [
        ("conversations[0]", "Рита", ("+79552000011",), "0000-1"),
        ("conversations[1]", "Лена Д", ("+79552000012",), "0000-2"),
        ("conversations[3]", "Коля Шина", (), "0000-3"),
    ]


def test_a_bare_list_of_conversations_is_read_too(tmp_path: Path) -> None:
    found = profiles(_read(tmp_path, json.dumps(CONVERSATIONS["conversations"])))
    assert [p.profile_id for p in found] == ["[0]", "[1]", "[3]"]


def test_members_belong_to_their_group_on_the_day_of_the_export(tmp_path: Path) -> None:
    results = _read(tmp_path, json.dumps(META))
    assert {p.groups for p in profiles(results)} == {("Жёны",)}
    assert _as_of(results) == "2022-03-12"


def test_a_chat_as_text_is_read(tmp_path: Path) -> None:
    results = _read(tmp_path, CHAT)
    assert [p.name for p in profiles(results)] == ["Рита"]
    assert _as_of(results) == "2022-03-09"


def test_a_chat_that_another_program_is_tested_with_is_read(shared: Path) -> None:
    path = shared / "data" / "exports" / "chat-miner" / "signal" / "test_export.txt"
    assert SignalSource().recognises(path)
    results = list(SignalSource().read(path, CONTEXT))
    assert [p.name for p in profiles(results)] == ["Jane Doe", "John Doe"]


@pytest.mark.parametrize("hidden", [True, False])
def test_whoever_hides_their_number_is_not_absent(tmp_path: Path, hidden: bool) -> None:
    contact = {"aci": "0000-1", "profileGivenName": "Рита"}
    contact |= {} if hidden else {"e164": "79552000011"}
    document = [{"type": "private", "profileName": "Рита", "serviceId": "0000-1"}]
    document[0] |= {} if hidden else {"e164": "+79552000011"}
    frames = lines([*FRAMES[:1], {"recipient": {"id": "1", "contact": contact}}])
    for content in (frames, json.dumps(document)):
        facts = [one for one in _read(tmp_path, content) if isinstance(one, SourceFacts)]
        assert any(one.has_names_alone for one in facts) is hidden
