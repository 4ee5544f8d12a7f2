"""User names, ids, files, machines and notes are found as they are written and quoted."""

import hashlib

import pytest

from earwitness.publication.gate.terms.search import TermSearch
from earwitness.records.gate import Identifier, IdentifierKind, Severity

KIND = IdentifierKind


def search(kind: IdentifierKind, *values: str) -> TermSearch:
    return TermSearch(Identifier(kind=kind, value=one, told="something") for one in values)


def cut(what: TermSearch, text: str) -> list[str]:
    data = text.encode()
    return [data[hit.start : hit.end].decode() for hit in what.in_bytes(data)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see nikita_1998 there", ["nikita_1998"]),
        ("@Nikita_1998", ["@Nikita_1998"]),
        ("https://t.me/nikita_1998?x=1", ["nikita_1998"]),
        ("nikita_19987", []),
        ("nikita_1998_k", []),
        ("the wolf runs", []),
        ("vk.com/wolf", ["wolf"]),
        ("@wolf", ["@wolf"]),
        ("@wolfgang", []),
    ],
)
def test_user_names_are_found_and_ordinary_words_only_as_accounts(
    text: str, found: list[str]
) -> None:
    assert cut(search(KIND.USER_NAME, "nikita_1998", "wolf"), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("vk.com/id204817735", ["204817735"]),
        ('{"id": 204817735}', ["204817735"]),
        ("1204817735", []),
        ("2048177350", []),
        ("s-1f9c0a77", ["s-1f9c0a77"]),
    ],
)
def test_ids_are_whole_runs(text: str, found: list[str]) -> None:
    assert cut(search(KIND.PROFILE_ID, "204817735", "s-1f9c0a77"), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("audio/force-3201-20220312-19.wav", ["force-3201-20220312-19"]),
        ("force-3201-20220312-19.mp3", ["force-3201-20220312-19"]),
        ("force_3201_20220312_19", ["force_3201_20220312_19"]),
        ("Разговор с матерью вечером.ogg", ["Разговор с матерью вечером"]),
        ("razgovor-s-materyu-vecherom-1.mp3", ["razgovor-s-materyu-vecherom"]),
        ("Razgovor_s_materiu_vecherom (2)", ["Razgovor_s_materiu_vecherom"]),
        ("a call came; call.wav", []),
        ("file 1.mp3", []),
    ],
)
def test_file_names_are_found_with_any_extension_if_they_tell(text: str, found: list[str]) -> None:
    names = ("force-3201-20220312-19.wav", "Разговор с матерью вечером.wav", "call.wav", "1.mp3")
    assert cut(search(KIND.FILE_NAME, *names), text) == found


@pytest.mark.parametrize(
    "text",
    ["/srv/vault/cases/bucha", "C:\\srv\\vault\\cases\\bucha", "file:///srv/vault/cases/bucha/x"],
)
def test_paths_are_found_in_every_spelling(text: str) -> None:
    (hit,) = search(KIND.MACHINE, "/srv/vault/cases/bucha").in_bytes(text.encode())
    assert "vault" in text.encode()[hit.start : hit.end].decode()


def test_an_account_is_found_in_a_path_and_not_as_a_word() -> None:
    nina = search(KIND.MACHINE, "nina")
    assert cut(nina, "/home/nina/x and C:\\Users\\Nina\\y") == ["nina", "Nina"]
    assert cut(nina, "Nina says") == []


NOTE = "Сестра подтвердила, что это его голос; звонили в четверг, имя не называть"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        (NOTE, Severity.LIKELY),
        ("«сестра  ПОДТВЕРДИЛА —\n что это его голос»", Severity.POSSIBLE),
        ("x: это его голос звонили в четверг, имя не называть", Severity.LIKELY),
    ],
)
def test_a_quote_of_a_note_is_found_whatever_its_spacing(text: str, severity: Severity) -> None:
    hits = search(KIND.NOTE, NOTE).in_bytes(text.encode())
    assert hits and max(hits, key=lambda hit: hit.end - hit.start).severity is severity


@pytest.mark.parametrize("text", ["это его голос", "сестра подтвердила", "имя называть не"])
def test_a_few_words_of_a_note_are_no_quote(text: str) -> None:
    assert search(KIND.NOTE, NOTE).in_bytes(text.encode()) == []


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize("written", ["nikita_1998", "@nikita_1998", "Олег Верхотоев"])
def test_hashes_of_names_are_found(name: str, written: str) -> None:
    known = TermSearch(
        [
            Identifier(kind=KIND.USER_NAME, value="nikita_1998", told="a user name"),
            Identifier(kind=KIND.NAME, value="Олег Верхотоев", told="a name"),
        ]
    )
    value = hashlib.new(name, written.encode()).hexdigest()
    assert cut(known, f'id="{value}"') == [value]
    assert cut(known, f"a-{value[:12].upper()}") == [value[:12].upper()]
    assert cut(known, f"x {value[1:]}") == []


@pytest.mark.parametrize("text", ["Запись мама Вани 8 марта.mp3", "Запись мама Вани 8 марта (3)"])
def test_a_copy_of_a_file_is_found_by_the_name_of_the_file(text: str) -> None:
    assert cut(search(KIND.FILE_NAME, "Запись мама Вани 8 марта (2).gsm"), f"see {text} there")


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("call back later", True),
        ('"Call back later."', True),
        ("a,call back later;b", True),
        ("please call back later", False),
        ("call back later, said she", False),
    ],
)
def test_a_short_note_counts_where_it_stands_alone(text: str, is_found: bool) -> None:
    hits = search(KIND.NOTE, "Call back later").in_bytes(text.encode())
    assert bool(hits) is is_found


@pytest.mark.parametrize("value", ["_chat.txt", "chat (2).txt", "audio-1.wav"])
def test_a_name_that_any_file_may_have_is_none(value: str) -> None:
    assert search(KIND.FILE_NAME, value).in_bytes(f"see {value} and chat.txt".encode()) == []
