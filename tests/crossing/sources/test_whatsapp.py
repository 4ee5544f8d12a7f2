from pathlib import Path

import pytest

from earwitness.crossing.sources.whatsapp import WhatsAppSource, partner_of
from earwitness.records.problem import Problem
from earwitness.records.profile import SourceFacts
from fakes.profile_samples.whatsapp import ANDROID, CARD, IPHONE, archive
from profile_reader_contract import CONTEXT, ProfileReaderContract, Result, profiles


class TestWhatsAppSourceOnIphones(ProfileReaderContract):
    reader = WhatsAppSource()
    file_name = "_chat.txt"

    def shows_cut(self, cut: bytes) -> bool:
        """A text has no end by which one could tell, unless it ends within a letter."""
        try:
            cut.decode()
        except UnicodeDecodeError:
            return True
        return "Настя Б.:".encode() not in cut

    def long_bytes(self, times: int) -> bytes:
        return IPHONE.encode() * (times // 5)


class TestWhatsAppSourceOnAndroid(TestWhatsAppSourceOnIphones):
    file_name = "WhatsApp Chat with Жёны.txt"

    def shows_cut(self, cut: bytes) -> bool:
        return " - Рита:".encode() not in cut

    def long_bytes(self, times: int) -> bytes:
        return ANDROID.encode() * (times // 5)


class TestWhatsAppSourceOnArchives(ProfileReaderContract):
    reader = WhatsAppSource()
    file_name = "WhatsApp Chat - Настя Б..zip"

    def written_at(self, content: bytes, profile_id: str) -> str:
        if profile_id.endswith("#0"):
            return CARD
        return super().written_at(IPHONE.encode(), profile_id)

    def long_bytes(self, times: int) -> bytes:
        return archive(_chat__txt=IPHONE * (times // 5))


def _read(tmp_path: Path, text: str | bytes, name: str = "_chat.txt") -> list[Result]:
    path = tmp_path / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return list(WhatsAppSource().read(path, CONTEXT))


def _people(results: list[Result]) -> list[tuple[str, tuple[str, ...]]]:
    return [(profile.name, profile.numbers) for profile in profiles(results)]


def _as_of(results: list[Result]) -> list[str]:
    return [r.as_of for r in results if isinstance(r, SourceFacts) and r.as_of]


HEADS = [
    "[31/12/2022 11:40:26] ",
    "[07.03.26, 21:22:39] ",
    "[3/7/26, 9:22:39\u202fPM] ",
    "[2022-12-31, 11:40:26] ",
    "[31. 12. 2022, 11:40:26] ",
    "6/13/23, 7:35\u202fPM - ",
    "6/13/23, 7:35 pm - ",
    "28/3/2025, 9:29 p.\u00a0m. - ",
    "28/3/2025 21:29 - ",
    "13.06.23, 19:35 - ",
    "2023/06/13, 19:35 - ",
    "13.06.23, 19.35 - ",
    "13.06.23, 7:35 пп - ",
    "\u200e[31/12/2022, 11:40:26] ",
]


@pytest.mark.parametrize("head", HEADS)
def test_every_form_of_date_and_clock_is_read(tmp_path: Path, head: str) -> None:
    results = _read(tmp_path, f"{head}Настя: Алло\n{head}Витя: Да\n")
    assert [name for name, _ in _people(results)] == ["Настя", "Витя"]
    assert WhatsAppSource().recognises(tmp_path / "_chat.txt")


@pytest.mark.parametrize(
    ("days", "as_of"),
    [
        (["01/02/22", "13/02/22"], ["2022-02-13"]),
        (["02/01/22", "02/13/22"], ["2022-02-13"]),
        (["05.03.22", "06.03.22"], ["2022-03-06"]),
        (["2022-03-05", "2022-03-06"], ["2022-03-06"]),
        (["30/01/22", "01/02/22"], ["2022-02-01"]),
        (["01/02/22", "02/02/22", "01/03/22"], ["2022-03-01"]),
        (["01/02/22", "02/03/22"], []),
        (["05/05/22"], ["2022-05-05"]),
        (["45/55/22"], []),
        (["13/02/22", "02/13/22"], ["2022-02-13"]),
    ],
)
def test_day_and_month_are_told_apart_by_the_whole_file_or_not_at_all(
    tmp_path: Path, days: list[str], as_of: list[str]
) -> None:
    text = "".join(f"[{day}, 10:00:00] Настя: Алло\n" for day in days)
    assert _as_of(_read(tmp_path, text)) == as_of


def test_a_number_with_odd_hyphens_spaces_and_marks_is_a_line(tmp_path: Path) -> None:
    text = "[05.03.22, 10:00:00] \u202a+7\u00a0955\u00a0200‑00‑11\u202c: Алло\n"
    assert _people(_read(tmp_path, text)) == [("", ("+79552000011",))]


def test_a_name_that_somebody_chose_comes_without_its_tilde(tmp_path: Path) -> None:
    text = (
        "[05.03.22, 10:00:00] ~\u202fЛена: Алло\n[05.03.22, 10:00:00] +7 955 200-00-11 ~ Витя: Да\n"
    )
    assert _people(_read(tmp_path, text)) == [("Лена", ()), ("Витя", ("+79552000011",))]


def test_lines_below_a_message_belong_to_it(tmp_path: Path) -> None:
    text = "[05.03.22, 10:00:00] Настя: Алло\nВитя: это я процитировала\n12:30 - Оля: нет\n"
    assert [name for name, _ in _people(_read(tmp_path, text))] == ["Настя"]


def test_notices_of_the_app_are_nobody_but_name_the_group_and_numbers(tmp_path: Path) -> None:
    found = profiles(_read(tmp_path, ANDROID))
    assert [(p.name, p.numbers, p.groups) for p in found] == [
        ("Рита", (), ("Жёны: третья рота",)),
        ("Лена", (), ("Жёны: третья рота",)),
        ("", ("+79552000012",), ("Жёны: третья рота",)),
    ]


def test_a_group_on_an_iphone_is_no_person(tmp_path: Path) -> None:
    text = (
        "[05.03.22, 10:00:00] Рота 3: \u200eMessages are end-to-end encrypted.\n"
        "[05.03.22, 10:00:01] Рота 3: \u200eРита created this group\n"
        "[05.03.22, 10:00:02] Рита: \u200eimage omitted\n"
    )
    found = profiles(_read(tmp_path, text))
    assert [(p.name, p.groups) for p in found] == [("Рита", ("Рота 3",))]


def test_the_other_side_who_never_wrote_is_named_by_the_first_line(tmp_path: Path) -> None:
    text = (
        "[05.03.22, 10:00:00] Марина банк: \u200eMessages are end-to-end encrypted.\n"
        "[05.03.22, 10:00:02] Рита: Перезвоните\n"
    )
    assert [name for name, _ in _people(_read(tmp_path, text))] == ["Марина банк", "Рита"]


@pytest.mark.parametrize(
    ("name", "partner"),
    [
        ("WhatsApp Chat with +7 955 263-47-91.txt", "+7 955 263-47-91"),
        ("WhatsApp Chat - Настя Б..zip", "Настя Б."),
        ("WhatsApp Chat mit Оля(1).txt", "Оля"),
        ("Чат WhatsApp с контактом Витя Шина.txt", "Витя Шина"),
        ("Чат WhatsApp із Оля.txt", "Оля"),
        ("_chat.txt", ""),
        ("Настя.txt", ""),
    ],
)
def test_the_name_of_the_file_may_name_the_other_side(name: str, partner: str) -> None:
    assert partner_of(name) == partner


def test_a_chat_with_names_alone_does_not_tell_which_numbers_are_absent(tmp_path: Path) -> None:
    head = "[05.03.22, 10:00:00] "
    numbers = f"{head}+7 955 200-00-11: Алло\n{head}+7 955 200-00-12: Да\n"
    for text, expected in ((numbers, False), (f"{numbers}{head}Рита: Я\n", True)):
        (facts,) = [r for r in _read(tmp_path, text) if isinstance(r, SourceFacts)]
        assert facts.has_names_alone is expected


def test_the_other_side_in_the_name_of_the_file_is_somebody(tmp_path: Path) -> None:
    text = "05/03/2022, 10:00 - Рита: Перезвоните\n"
    found = profiles(_read(tmp_path, text, "WhatsApp Chat with +7 955 263-47-91.txt"))
    assert [(p.profile_id, p.name, p.numbers) for p in found] == [
        ("line 1", "Рита", ()),
        ("file name", "", ("+79552634791",)),
    ]


def test_contacts_in_an_archive_are_read_with_the_chat(tmp_path: Path) -> None:
    packed = archive(_chat__txt=IPHONE, Димон__vcf=CARD)
    found = profiles(_read(tmp_path, packed, "chat.zip"))
    assert (found[-1].profile_id, found[-1].numbers) == ("Димон.vcf#0", ("+79552573537",))


def test_an_archive_that_unpacks_to_endless_text_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("earwitness.crossing.sources.zip_members.FLOOR", 100)
    (*_, trouble) = _read(tmp_path, archive(_chat__txt=IPHONE * 1000), "chat.zip")
    assert isinstance(trouble, Problem) and "unpacked" in trouble.what


def test_a_chat_in_windows_1251_is_read_and_said_to_be_a_guess(tmp_path: Path) -> None:
    text = "05.03.2022, 10:00 - Рита: Девочки, кто получал звонки от наших мужей вчера?\n" * 5
    trouble, *rest = _read(tmp_path, text.encode("cp1251"))
    assert isinstance(trouble, Problem) and "UTF-8" in trouble.what
    assert [name for name, _ in _people(rest)] == ["Рита"]


def test_one_endless_line_is_no_danger(tmp_path: Path) -> None:
    text = b"[05.03.22, 10:00:00] \xd0\x9e\xd0\xbb\xd1\x8f: " + b"a" * 20_000_000
    assert [name for name, _ in _people(_read(tmp_path, text))] == ["Оля"]


def test_a_log_of_a_program_is_no_chat(tmp_path: Path) -> None:
    path = tmp_path / "app.log"
    path.write_text("2022-03-05 10:00:00 - INFO: started\n2022-03-05 10:00:01 - INFO: ended\n")
    assert not WhatsAppSource().recognises(path)


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("bubbly/WhatsApp Chat with TestUser.txt", ["M.", "Alice", "Bob"]),
        ("chat-miner/whatsapp/test_ddmmyy_24hrs.txt", ["John Doe", "Jahn Doe", "John-John Doe"]),
        ("chat-miner/whatsapp/test_mmddyyyy_12hrs.txt", ["John Doe", "Jahn Doe", "John-John Doe"]),
        ("chat-miner/whatsapp/test_yyyymmdd_24hrs.txt", ["John Doe", "Jahn Doe", "John-John Doe"]),
    ],
)
def test_chats_that_other_programs_are_tested_with_are_read(
    shared: Path, name: str, names: list[str]
) -> None:
    path = shared / "data" / "exports" / name
    results = list(WhatsAppSource().read(path, CONTEXT))
    assert WhatsAppSource().recognises(path)
    assert [person for person, _ in _people(results)][:3] == names
    assert len(_as_of(results)) == 1 and not [r for r in results if isinstance(r, Problem)]
