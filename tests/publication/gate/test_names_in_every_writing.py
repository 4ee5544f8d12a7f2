"""Names, accounts and paths of a made-up case, written by hand as packages have held them."""

import base64
import quopri
from pathlib import Path

import pytest

from earwitness.publication.gate.checking import Checker, FoundIn
from earwitness.publication.gate.places import Entry, entries
from earwitness.publication.gate.terms.search import TermSearch
from earwitness.records.gate import Identifier, IdentifierKind

KIND = IdentifierKind
SOUGHT = [
    Identifier(kind=kind, value=value, told="something")
    for kind, value in (
        (KIND.NAME, "Еланчук"),
        (KIND.NAME, "Ольга Залужная"),
        (KIND.PROTECTED, "Ореховая Балка"),
        (KIND.USER_NAME, "kvitka_2019_m"),
        (KIND.MACHINE, "marta-newsroom"),
    )
]


def found_in(tmp_path: Path, data: bytes, name: str = "file.bin") -> FoundIn:
    (tmp_path / "package").mkdir()
    (tmp_path / "package" / name).write_bytes(data)
    (tmp_path / "scratch").mkdir()
    checker = Checker(search=TermSearch(SOUGHT), salt=b"salt", scratch=tmp_path / "scratch")
    (entry,) = (one for one in entries(tmp_path / "package") if isinstance(one, Entry) and one.size)
    return checker.check(entry)


def kinds(found: FoundIn) -> set[str]:
    return {str(one.identifier_kind) for one in found.findings}


@pytest.mark.parametrize(
    "text",
    [
        *("звонил Елан-\nчук вчера", "звонил Елан- чук вчера", "звонил Елан-_чук", "Elan- chuk"),
        *('{"w": "Елан-", "s": 1}, {"w": "чук", "s": 2}', "Елан\u2010 чуку", "ЕЛАН- ЧУКОМ"),
    ],
)
def test_a_name_broken_over_lines_that_were_joined_again(tmp_path: Path, text: str) -> None:
    assert kinds(found_in(tmp_path, text.encode())) == {"name"}


@pytest.mark.parametrize("text", ["Ольга- Залужная", "у Ольги- Залужной"])
def test_a_dash_behind_a_first_name_hides_nothing(tmp_path: Path, text: str) -> None:
    assert kinds(found_in(tmp_path, text.encode())) == {"name"}


MISREAD = ("cp1251", "latin-1", "cp1252", "cp866", "koi8-r", "cp437", "mac-roman", "mac-cyrillic")


def misread(text: str, charset: str) -> str:
    own = (bytes([byte]).decode(charset, "ignore") or chr(byte) for byte in text.encode())
    return "".join(own)


@pytest.mark.parametrize("charset", MISREAD)
def test_a_name_that_was_read_in_the_wrong_character_set(tmp_path: Path, charset: str) -> None:
    text = misread("Ореховой Балке и Еланчук", charset)
    assert kinds(found_in(tmp_path, text.encode())) == {"name", "protected"}


@pytest.mark.parametrize("charset", ["cp1251", "latin-1", "cp1252", "cp866"])
def test_a_name_that_was_read_wrongly_twice(tmp_path: Path, charset: str) -> None:
    text = misread(misread("Ореховая Балка", charset), charset)
    assert kinds(found_in(tmp_path, text.encode())) == {"protected"}


@pytest.mark.parametrize("charset", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "iso8859-5"])
@pytest.mark.parametrize(
    "text",
    [
        *("звонил Е л а н ч у к", "«Eлaнчyк», снова", "#&#1045;л&#1072;н&#1095;ук", "Ел&shy;анчук"),
        *("Еланчук", "«Е&#1083;а&#1085;ч&#1091;к»"),
    ],
)
def test_single_letters_of_one_byte_among_others(tmp_path: Path, charset: str, text: str) -> None:
    data = f"The road stayed open.\r\n{text}\r\n".encode(charset, "xmlcharrefreplace")
    assert kinds(found_in(tmp_path, data)) == {"name"}


def test_letters_of_one_byte_under_quoted_printable(tmp_path: Path) -> None:
    data = quopri.encodestring("звонил Eлaнчyк снова и снова".encode("cp1251"))
    assert kinds(found_in(tmp_path, data)) == {"name"}


@pytest.mark.parametrize(
    "text",
    [
        *("TAGElanchuk", "ElanchukAPETAGEX", "ЕланчукLavf62", "LavfЕланчук", "ЕЛАНЧУКThe road"),
        *("said.</p><p>Е л а н ч у к</p><p>Жители", "номер</td><td>elanchuk</td><td>дом"),
    ],
)
def test_what_stands_right_beside_a_name_hides_nothing(tmp_path: Path, text: str) -> None:
    assert kinds(found_in(tmp_path, text.encode())) == {"name"}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<p>said.</p><p>kvitka_2019_m</p><p>Жители</p>", "user_name"),
        ("<li><b>marta</b>-newsroom</li><li>The road</li>", "machine"),
        ("marta-newsroomLavf62", "machine"),
        ("kvitka_2019_mЖители", "user_name"),
    ],
)
def test_what_stands_right_behind_an_account_or_a_machine_hides_nothing(
    tmp_path: Path, text: str, kind: str
) -> None:
    assert kinds(found_in(tmp_path, text.encode())) == {kind}


@pytest.mark.parametrize("text", ["marta-newsrooms", "kvitka_2019_m2", "kvitka_2019_ms"])
def test_a_longer_account_is_another_one(tmp_path: Path, text: str) -> None:
    assert not found_in(tmp_path, text.encode()).findings


def test_entities_that_strings_cut_in_two(tmp_path: Path) -> None:
    text = 'a = "@kv&#105;tk&#97;&#9" + "5;2019&#95;&#109;"'
    assert kinds(found_in(tmp_path, text.encode())) == {"user_name"}


def test_soft_line_ends_of_a_mail_that_became_blanks(tmp_path: Path) -> None:
    text = "=D0=95=D0=BB=D0=B0= =D0=BD=D1= =87=D1=83=D0=BA"
    assert kinds(found_in(tmp_path, text.encode())) == {"name"}


def test_letters_of_two_bytes_under_four_writings(tmp_path: Path) -> None:
    data = base64.b64encode("call Ольга Залужная again".encode("utf-16-le"))
    for _ in range(3):
        data = base64.b64encode(data)
    assert kinds(found_in(tmp_path, data)) == {"name"}


@pytest.mark.parametrize("text", ["Ореховая Балка", misread("Ореховая Балка", "cp1251")])
def test_a_sound_in_base64_with_letters_among_its_bytes(tmp_path: Path, text: str) -> None:
    sound = b"RIFF\x00\x10\0\0WAVE" + bytes(6000) + b"junk\x20\0\0\0" + text.encode() + bytes(9)
    assert kinds(found_in(tmp_path, base64.b64encode(sound))) == {"protected"}


def id3v1(title: bytes) -> bytes:
    return b"TAG" + title.ljust(30, b"\0") + bytes(95)


def ape(value: bytes) -> bytes:
    item = len(value).to_bytes(4, "little") + bytes(4) + b"Comment\0" + value
    sizes = (2000).to_bytes(4, "little") + (len(item) + 32).to_bytes(4, "little")
    return item + b"APETAGEX" + sizes + (1).to_bytes(4, "little") + bytes(12)


@pytest.mark.parametrize("make", [id3v1, ape])
@pytest.mark.parametrize("text", ["ELANCHUK", "elanchuk"])
def test_tags_at_the_end_of_a_sound(tmp_path: Path, make: object, text: str) -> None:
    assert callable(make)
    assert kinds(found_in(tmp_path, bytes(400) + make(text.encode()))) == {"name"}


@pytest.mark.parametrize(
    "text",
    [
        *("не- который", "<p>Елена</p><p>чуть</p>", "елань - чуковский", "TAGElan chuk"),
        *("UTF-8: Рђ Р’ СЃ", "РОССИЯ, САРАТОВ", "я—п п—я", "– о – а –", "Ольга - залужье"),
    ],
)
def test_nothing_of_the_case_is_found_where_nothing_is(tmp_path: Path, text: str) -> None:
    assert not found_in(tmp_path, text.encode()).findings
