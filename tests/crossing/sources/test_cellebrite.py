import zipfile
from pathlib import Path

import pytest

from earwitness.crossing.sources import cellebrite_models
from earwitness.crossing.sources.cellebrite import CellebriteSource
from earwitness.crossing.sources.cellebrite_people import day_of
from earwitness.records.problem import Problem
from earwitness.records.profile import SourceFacts
from fakes.profile_samples.cellebrite import (
    CONTACTS,
    NAMESPACE,
    REPORT,
    archive,
    contact,
    field,
    model,
    party,
    report,
    several,
)
from profile_reader_contract import CONTEXT, ProfileReaderContract, Result, profiles


class TestCellebriteReports(ProfileReaderContract):
    reader = CellebriteSource()
    file_name = "report.xml"

    def written_at(self, content: bytes, profile_id: str) -> str:
        return CONTACTS[int(profile_id.split("[")[1].split("]")[0]) - 1]

    def long_bytes(self, times: int) -> bytes:
        call = model("Call", field("Source", "") + several("Parties", "", party("+79552075532")))
        return report(*[CONTACTS[0], call] * (times // 2))


class TestCellebriteArchives(TestCellebriteReports):
    reader = CellebriteSource()
    file_name = "phone.ufdr"

    def long_bytes(self, times: int) -> bytes:
        return archive(super().long_bytes(times))


def read(tmp_path: Path, content: bytes, name: str = "report.xml") -> list[Result]:
    path = tmp_path / name
    path.write_bytes(content)
    return list(CellebriteSource().read(path, CONTEXT))


def problems(results: list[Result]) -> list[Problem]:
    return [one for one in results if isinstance(one, Problem)]


def owners(results: list[Result]) -> set[str]:
    return {n for one in results if isinstance(one, SourceFacts) for n in one.owner_numbers}


def test_a_contact_has_its_numbers_account_town_and_workplace(tmp_path: Path) -> None:
    more = several(
        "Entries",
        "",
        model("UserID", field("Category", "WhatsApp User Id")
              + field("Value", "79552143018@s.whatsapp.net"))
        + model("UserID", field("Category", "Username") + field("Value", "@olya")),
    ) + several("Addresses", "", model("StreetAddress", field("City", "Кинешма"))) + several(
        "Organizations", "", model("Organization", field("Name", "Завод")))  # fmt: skip
    notes = '<multiField name="Notes"><value>секрет</value></multiField>'
    (olga,) = profiles(read(tmp_path, report(contact("Оля", "89552634791", more=more + notes))))
    assert olga.numbers == ("+79552634791", "+79552143018")
    assert (olga.user_name, olga.city, olga.groups) == ("olya", "Кинешма", ("Завод",))
    assert "секрет" not in repr(olga)


def test_deleted_contacts_are_read_and_marked(tmp_path: Path) -> None:
    ids = [one.profile_id for one in profiles(read(tmp_path, REPORT))]
    assert ids == ["Contact[1]", "Contact[2] deleted", "Contact[3]"]


def test_parties_of_calls_and_chats_are_people_once_each(tmp_path: Path) -> None:
    call = model("Call", several("Parties", "", party("+79552075532", "Серый")))
    message = model("InstantMessage", field("Body", "привет +79550000000")
                    + '<modelField name="From">' + party("79552368429@s.whatsapp.net", "Роза")
                    + "</modelField>")  # fmt: skip
    chat = model("Chat", field("Source", "WhatsApp") + several("Messages", "", message * 3))
    found = profiles(read(tmp_path, report(call, call, chat)))
    assert [(one.name, one.numbers) for one in found] == [
        ("Серый", ("+79552075532",)),
        ("Роза", ("+79552368429",)),
    ]


def test_a_code_of_a_service_is_no_telephone_number(tmp_path: Path) -> None:
    chat = model("Chat", several("Participants", "", party("89552075532", "Серый"))
                 + field("Source", "Facebook Messenger"))  # fmt: skip
    (found,) = profiles(read(tmp_path, report(chat)))
    assert (found.numbers, found.account_id) == ((), "89552075532")


def test_the_report_says_whose_phone_it_was_and_when_it_was_read(tmp_path: Path) -> None:
    account = model("UserAccount", field("Name", "Я") + field("Username",
                    "79552634791@s.whatsapp.net"))  # fmt: skip
    chat = model("Chat", field("Source", "Viber")
                 + several("Participants", "", party("+79552721684", owner=True)))  # fmt: skip
    metadata = (
        '<item name="MSISDN">+79552143018</item>'
        '<item name="DeviceInfoExtractionEndDateTime"><![CDATA[27/05/2022 12:18:16(UTC+3)]]></item>'
    )
    results = read(tmp_path, report(account, chat, metadata=metadata))
    assert owners(results) == {"+79552634791", "+79552721684", "+79552143018"}
    assert "2022-05-27" in [one.as_of for one in results if isinstance(one, SourceFacts)]


@pytest.mark.parametrize(
    ("written", "day"),
    [("27/05/2022 12:00", "2022-05-27"), ("5/27/2022 1:00 PM", "2022-05-27"),
     ("03/04/2022", "2022"), ("04/04/2022", "2022-04-04"), ("2022-05-27T12:00:00", "2022-05-27"),
     ("99/99/2022", ""),
     ("soon", ""), ("27/05/22", "")],
)  # fmt: skip
def test_days_are_told_as_far_as_they_are_certain(written: str, day: str) -> None:
    assert day_of("deviceinfoextractionenddatetime", written) == day


def bomb(kind: str) -> bytes:
    if kind == "billion laughs":
        entities = '<!ENTITY a0 "ha">' + "".join(
            f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
        )
        head = f"<!DOCTYPE project [{entities}]>"
        return f'{head}<project xmlns="{NAMESPACE}"><a>&a11;</a></project>'.encode()
    if kind == "outside":
        head = '<!DOCTYPE project [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        return f'{head}<project xmlns="{NAMESPACE}">&x;</project>'.encode()
    start = REPORT.split(b"</modelType>")[0]
    if kind == "depth":
        return start + b"<model type='Contact'>" * 100_000
    if kind == "attributes":
        return start + b"<model " + b" ".join(b"a%d='x'" % n for n in range(5_000)) + b"/>"
    if kind == "attribute of megabytes":
        return start + b"<model type='" + b"x" * 3_000_000 + b"'/>"
    return start + b"<!--" + b"x" * 3_000_000


@pytest.mark.parametrize(
    "kind",
    ["billion laughs", "outside", "depth", "attributes", "attribute of megabytes", "comment"],
)
def test_a_hostile_report_is_a_problem_after_what_came_before(tmp_path: Path, kind: str) -> None:
    content = bomb(kind)
    for name, given in (("report.xml", content), ("phone.ufdr", archive(content))):
        results = read(tmp_path, given, name)
        (trouble,) = problems(results)
        assert name in trouble.what and "xxxx" not in trouble.what
        assert len(profiles(results)) == (0 if kind in {"billion laughs", "outside"} else 3)


def test_a_name_of_megabytes_is_cut_and_the_rest_is_read(tmp_path: Path) -> None:
    results = read(tmp_path, report(contact("Я" * 3_000_000, "+79552634791"), *CONTACTS))
    assert problems(results) == []
    assert [len(one.name) for one in profiles(results)][:2] == [2_000, 14]


def test_control_characters_and_wrong_bytes_do_not_cost_the_rest(tmp_path: Path) -> None:
    damaged = REPORT.replace("Оля".encode(), b"\x01\xff\xd0").replace(b'"utf-8"', b'"latin-0"')
    results = read(tmp_path, damaged)
    assert problems(results) == [] and len(profiles(results)) == 3


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "utf-8-sig"])
def test_declared_encodings_are_read(tmp_path: Path, encoding: str) -> None:
    declared = "windows-1251" if encoding == "cp1251" else encoding.removesuffix("-sig")
    text = REPORT.decode().replace('"utf-8"', f'"{declared}"')
    path = tmp_path / "report.xml"
    path.write_bytes(text.encode(encoding))
    assert CellebriteSource().recognises(path)
    found = profiles(list(CellebriteSource().read(path, CONTEXT)))
    assert [one.name for one in found] == ["Оля Верхотоева", "Серый Кинешма", "Роза"]


def test_a_chat_with_parties_beyond_all_measure_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cellebrite_models, "MOST_PARTIES", 20)
    parties = "".join(party(f"+7955200{n:04}") for n in range(30))
    results = read(tmp_path, report(model("Chat", field("Source", "") + several("P", "", parties))))
    assert len(profiles(results)) == 20
    assert len(problems(results)) == 1


def test_archives_without_a_report_or_with_a_password_are_told(tmp_path: Path) -> None:
    assert "no report.xml" in problems(read(tmp_path, archive(b"x", "other.xml")))[0].what
    locked = bytearray(archive(REPORT))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = locked.rindex(mark)
        locked[at + place] |= 1  # the flag of an encrypted member
    path = tmp_path / "locked.ufdr"
    path.write_bytes(bytes(locked))
    assert zipfile.is_zipfile(path)
    assert not CellebriteSource().recognises(path)
    assert "password" in problems(list(CellebriteSource().read(path, CONTEXT)))[0].what


def test_a_report_that_unpacks_to_far_more_than_any_is_given_up(tmp_path: Path) -> None:
    empty = ("<x/>" + " " * 500_000) * 200
    content = REPORT.replace(b"</project>", empty.encode() + b"</project>")
    results = read(tmp_path, archive(content), "phone.ufdr")
    (trouble,) = problems(results)
    assert "far larger unpacked than packed" in trouble.what
    assert "before that: 3" in trouble.what and len(profiles(results)) == 3
