import quopri
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.sources.vcard import VCardSource
from earwitness.records.problem import Problem
from earwitness.records.profile import Profile
from fakes.profile_samples.vcard import GOOD
from profile_reader_contract import CONTEXT, ProfileReaderContract


class TestVCardSource(ProfileReaderContract):
    reader = VCardSource()
    file_name = "contacts.vcf"

    def shows_cut(self, cut: bytes) -> bool:
        """Between two cards nothing tells that more were to come."""
        return cut.count(b"BEGIN:VCARD") > cut.count(b"END:VCARD")

    def written_at(self, content: bytes, profile_id: str) -> str:
        position = int(profile_id.removeprefix("contacts.vcf#"))
        card = content.decode().replace("\n ", "").split("BEGIN:VCARD")[position + 1]
        return quopri.decodestring(card.encode()).decode()

    def long_bytes(self, times: int) -> bytes:
        return self.good_bytes() * (times // 18)


def _read(tmp_path: Path, content: str | bytes) -> list[Profile | Problem]:
    path = tmp_path / "book.vcf"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(VCardSource().read(path, CONTEXT))


def _one(tmp_path: Path, *lines: str, version: str = "3.0") -> Profile:
    card = "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""])
    (profile,) = _read(tmp_path, card)
    assert isinstance(profile, Profile)
    return profile


def test_cards_of_three_versions_in_one_file(tmp_path: Path) -> None:
    nastya, vitya, roza = (p for p in _read(tmp_path, GOOD) if isinstance(p, Profile))
    assert nastya.profile_id == "book.vcf#0" and roza.profile_id == "book.vcf#2"
    assert (nastya.name, nastya.first_name, nastya.surname) == (
        "Настя Берёзкеева",
        "Анастасия",
        "Берёзкеева",
    )
    assert nastya.numbers == ("+79552286140",)
    assert nastya.city == "Кунгур" and nastya.groups == ("Семья", "Работа")
    assert vitya.name == "Витя" and vitya.numbers == ("+79552199357",)
    assert roza.name == "РозаИльдаровна" and roza.relatives == ("child: Руслан",)


def test_a_soft_break_may_cut_a_character_in_two(tmp_path: Path) -> None:
    profile = _one(
        tmp_path,
        "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D0=9E=D0=",
        "=BB=D1=8F",
        version="2.1",
    )
    assert profile.name == "Оля"


def test_the_name_is_put_together_where_fn_is_missing(tmp_path: Path) -> None:
    profile = _one(tmp_path, "N:Верхотоева;Галина;Петровна;;", "TEL:89552143018")
    assert profile.name == "Галина Петровна Верхотоева"


def test_a_declared_charset_is_used(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=windows-1251:Оля\nEND:VCARD\n".encode("cp1251")
    (profile,) = _read(tmp_path, card)
    assert isinstance(profile, Profile) and profile.name == "Оля"


def test_an_undeclared_charset_is_assumed_and_told_once(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nVERSION:2.1\nFN:Оля\nTEL:89552143018\nEND:VCARD\n".encode("cp1251") * 2
    results = _read(tmp_path, card)
    assert [r.name for r in results if isinstance(r, Profile)] == ["Оля", "Оля"]
    (trouble,) = (r for r in results if isinstance(r, Problem))
    assert "Windows-1251" in trouble.what


@pytest.mark.parametrize("charset", ["hex", "idna", "undefined", "no-such", "rot13"])
def test_a_nonsense_charset_does_no_harm(tmp_path: Path, charset: str) -> None:
    profile = _one(tmp_path, f"FN;CHARSET={charset}:Olya", "TEL:89552143018", version="2.1")
    assert profile.numbers == ("+79552143018",)


def test_utf_16_is_read(tmp_path: Path) -> None:
    results = _read(tmp_path, GOOD.encode("utf-16"))
    assert len([r for r in results if isinstance(r, Profile)]) == 3


def test_a_photograph_is_skipped(tmp_path: Path) -> None:
    lines = ["PHOTO;ENCODING=b;TYPE=JPEG:" + "A" * 70, *(" " + "B" * 74 for _ in range(3000))]
    profile = _one(tmp_path, "FN:Оля", *lines, "TEL:89552143018")
    assert profile.numbers == ("+79552143018",)


def test_a_card_without_end_is_read_and_named(tmp_path: Path) -> None:
    results = _read(tmp_path, "BEGIN:VCARD\nFN:Оля\nBEGIN:VCARD\nFN:Галя\nEND:VCARD\n")
    assert [r.name for r in results if isinstance(r, Profile)] == ["Оля", "Галя"]
    (trouble,) = (r for r in results if isinstance(r, Problem))
    assert "Card 0" in trouble.what


def test_a_file_that_ends_within_a_card_is_cut_off(tmp_path: Path) -> None:
    *_, trouble = _read(tmp_path, GOOD[: GOOD.index("RELATED")])
    assert isinstance(trouble, Problem) and "cut off" in trouble.what


def test_a_card_within_a_card_is_nobody_of_their_own(tmp_path: Path) -> None:
    profile = _one(
        tmp_path, "FN:Оля", "AGENT:", "BEGIN:VCARD", "FN:Секретарь", "END:VCARD", "TEL:89552143018"
    )
    assert profile.name == "Оля" and profile.numbers == ("+79552143018",)


def test_a_card_with_an_address_alone_is_left_out_but_counted(tmp_path: Path) -> None:
    mail = "BEGIN:VCARD\nEMAIL:a@example.com\nEND:VCARD\n"
    (profile,) = _read(tmp_path, mail + "BEGIN:VCARD\nFN:Оля\nEND:VCARD\n")
    assert isinstance(profile, Profile) and profile.profile_id == "book.vcf#1"


def test_an_apple_relative_keeps_its_label(tmp_path: Path) -> None:
    profile = _one(
        tmp_path, "FN:Иван", "item2.X-ABRELATEDNAMES:Оля", "item2.X-ABLabel:_$!<Spouse>!$_"
    )
    assert profile.relatives == ("Spouse: Оля",)


@given(
    name=st.text(
        st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30
    )
)
@settings(max_examples=80, deadline=None)
def test_any_name_survives_quoted_printable(
    name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    encoded = "".join(f"={byte:02X}" for byte in name.replace("\\", "").encode()) or "=41"
    folded = "=\r\n".join(encoded[i : i + 9] for i in range(0, len(encoded), 9))
    folder = tmp_path_factory.mktemp("qp")
    profile = _one(folder, f"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{folded}", version="2.1")
    assert profile.name == (name.replace("\\", "") or "A")


@pytest.mark.parametrize(
    ("lines", "relatives"),
    [
        (["RELATED;TYPE=spouse:Оля"], ("spouse: Оля",)),
        (["RELATED;TYPE=spouse;VALUE=text:Оля"], ("spouse: Оля",)),
        (["RELATED;TYPE=friend:urn:uuid:f81d4fae"], ()),
        (["X-SPOUSE:Оля", "X-MS-CHILD:Руслан"], ("spouse: Оля", "child: Руслан")),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Галя;8;;;;"], ("mother: Галя",)),
        (["X-ANDROID-CUSTOM:vnd.android.cursor.item/relation;Галя;0;тёща;;;"], ("тёща: Галя",)),
        (["X-ANDROID-CUSTOM;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:vnd.android.cursor.item/"
          "relation;=D0=93=D0=B0=D0=BB=D1=8F;99;;;"], ("Галя",)),
        (["X-FCENCODED-582D46432D52656C617465644E616D65733A4D6F74686572:Галя"], ("mother: Галя",)),
        (["X-FCENCODED-582D:Галя", "X-FCENCODED-zz:Галя"], ()),
        (["item1.X-ABRELATEDNAMES:Jenny", "item1.X-ABLabel:_$!<Spouse>!$_"], ("Spouse: Jenny",)),
    ],
)  # fmt: skip
def test_relatives_in_the_forms_of_phones_and_programs(
    tmp_path: Path, lines: list[str], relatives: tuple[str, ...]
) -> None:
    assert _one(tmp_path, "FN:Сергей", "TEL:+79552075532", *lines).relatives == relatives


def test_nicknames_beside_a_name_are_profiles_of_their_own(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nFN:Сергей\nTEL:+79552075532\nNICKNAME:Серый,Сергей,Лис\nEND:VCARD\n"
    found = [one for one in _read(tmp_path, card) if isinstance(one, Profile)]
    assert [(one.profile_id, one.name) for one in found] == [
        ("book.vcf#0", "Сергей"),
        ("book.vcf#0 nickname 1", "Серый"),
        ("book.vcf#0 nickname 2", "Лис"),
    ]
    assert {one.numbers for one in found} == {("+79552075532",)}


def test_a_nickname_alone_is_the_name(tmp_path: Path) -> None:
    assert _one(tmp_path, "NICKNAME:Лис", "TEL:+79552075532").name == "Лис"


def test_a_charset_that_the_bytes_are_not_of_is_not_believed(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nFN;CHARSET=UTF-8:Оля\nTEL:+79552634791\nEND:VCARD\n".encode("cp1251")
    results = _read(tmp_path, card)
    assert [one.name for one in results if isinstance(one, Profile)] == ["Оля"]
    assert any(isinstance(one, Problem) and "Windows-1251" in one.what for one in results)


def test_notes_stay_out(tmp_path: Path) -> None:
    assert "секрет" not in repr(_one(tmp_path, "FN:Оля", "TEL:+79552634791", "NOTE:секрет"))


@pytest.mark.parametrize(
    "between",
    [
        b"PHOTO;ENCODING=b:" + b"A" * 10_000_000 + b"\n",
        b"PHOTO;ENCODING=b:" + b"A" * 74 + (b"\n " + b"A" * 74) * 40_000 + b"\n",
        b"FN;ENCODING=QUOTED-PRINTABLE:" + b"=\n" * 200_000 + b"\n",
        b"N:" + (b"\n " + b"x" * 200_000) * 40 + b"\n",
        b"AGENT:\nBEGIN:VCARD\n" * 20_000 + b"END:VCARD\n" * 20_000,
        b"TEL:1\n" * 50_000,
    ],
    ids=["long line", "folded", "soft breaks", "long folds", "agents", "lines"],
)
def test_what_is_beyond_all_measure_in_a_card_costs_no_other_card(
    tmp_path: Path, between: bytes
) -> None:
    good = "BEGIN:VCARD\nFN:Оля\nTEL:+79552634791\nEND:VCARD\n".encode()
    bad = b"BEGIN:VCARD\nFN:X\n" + between + b"END:VCARD\n"
    names = [one.name for one in _read(tmp_path, good + bad + good) if isinstance(one, Profile)]
    assert names[0] == names[-1] == "Оля"


def test_public_samples_are_read_without_problems() -> None:
    samples = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "exports" / "vcard"
    if not samples.is_dir():
        pytest.skip("the shared samples are not beside this checkout")
    for path in sorted(samples.glob("*.vcf")):
        results = list(VCardSource().read(path, CONTEXT))
        assert results, path.name
        assert not [r for r in results if isinstance(r, Problem)], path.name


def test_a_card_with_lines_beyond_the_limit_is_told(tmp_path: Path) -> None:
    telephones = "TEL:+79552634791\n" * 2_001
    results = _read(tmp_path, f"BEGIN:VCARD\nFN:Оля\n{telephones}END:VCARD\n")
    assert any(isinstance(one, Problem) and "more lines" in one.what for one in results)


def test_an_encoding_of_domain_names_is_none_of_a_card(tmp_path: Path) -> None:
    card = "BEGIN:VCARD\nFN;CHARSET=punycode:Olya-1\nTEL:+79552634791\nEND:VCARD\n"
    assert [one.name for one in _read(tmp_path, card) if isinstance(one, Profile)] == ["Olya-1"]


def test_a_chat_in_which_somebody_pasted_a_card_is_a_chat(tmp_path: Path) -> None:
    chat = tmp_path / "_chat.txt"
    chat.write_text("[05.03.22, 10:00:00] Рита: вот\nBEGIN:VCARD\nFN:Оля\nEND:VCARD\n")
    assert not VCardSource().recognises(chat)


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_long_books_with_any_ends_of_lines_are_read_whole(tmp_path: Path, end: str) -> None:
    cards = [
        f"BEGIN:VCARD\nVERSION:3.0\nFN:Оля {n}\nTEL:+7955263\n {n:04}\nEND:VCARD\n"
        for n in range(9_000)
    ]
    results = _read(tmp_path, "".join(cards).replace("\n", end))
    assert len(results) == 9_000
    assert all(isinstance(one, Profile) and one.name == f"Оля {n}" for n, one in enumerate(results))
    assert [one.numbers for one in results if isinstance(one, Profile)] == [
        (f"+7955263{n:04}",) for n in range(9_000)
    ]


@pytest.mark.parametrize("end", [b"\r", b"\n"])
def test_a_picture_of_one_endless_line_costs_nothing_else(tmp_path: Path, end: bytes) -> None:
    picture = b"PHOTO:" + b"A" * 1_000_000
    lines = [b"BEGIN:VCARD", b"FN:Olya", picture, b"TEL:+79552634791", b"END:VCARD", b""]
    (olya,) = _read(tmp_path, end.join(lines))
    assert isinstance(olya, Profile) and olya.numbers == ("+79552634791",)
