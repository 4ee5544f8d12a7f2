"""A number is found however it is written, and another number is not."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.gate.digits.searching import (
    AROUND_BYTES,
    BLOCK_BYTES,
    DigitSearch,
)
from earwitness.publication.gate.search import Search
from earwitness.records.gate import Identifier, IdentifierKind, Severity


def number(value: str) -> Identifier:
    return Identifier(
        kind=IdentifierKind.NUMBER, value=value, told=f"a line ending in {value[-2:]}"
    )


MOTHER, BORROWED = number("+79552143017"), number("+380970001234")
SEARCH = DigitSearch([MOTHER, BORROWED], time_zone="Europe/Kyiv")

RUSSIAN = [
    "+79552143017", "79552143017", "89552143017", "9552143017", "0079552143017", "01179552143017",
    "81079552143017", "+7 955 214-30-17", "+7 (955) 214-30-17", "8 (955) 214 30 17",
    "8-955-214-30-17", "955.214.30.17", "(955)2143017", "7/955/214/30/17", "+7955 214 3017",
    "+7\u00a0955\u2009214\u201130\u201117", "\u200b".join("79552143017"),
    "9 5 5 2 1 4 3 0 1 7", "7.9.5.5.2.1.4.3.0.1.7", "[7, 9, 5, 5, 2, 1, 4, 3, 0, 1, 7]",
    "955\n214\n30\n17", "7９5５2１4３0１7", "٧٩٥٥٢١٤٣٠١٧", "𝟕𝟗𝟓𝟓𝟐𝟏𝟒𝟑𝟎𝟏𝟕", "⑦⑨⑤⑤②①④③⓪①⑦",
    "79,552,143,017", "7.9552143017E+10", "79.55.214.3017", "9x5x5x2x1x4x3x0x1x7",
    "71-03-412-559-7",
    '["7","9","5","5","2","1","4","3","0","1","7"]', "\r\n".join("79552143017"),
    "wa.me/79552143017", "7-9 5-5 2-1 4-3 0-1 7", "8 9 5 5 - 2 1 4 - 3 0 - 1 7", "79 55 21 43 01 7",
    "⁷⁹⁵⁵²¹⁴³⁰¹⁷", "8 (955) 2l4-3O-I7", "+7955214ЗО17", "7955214з0|7",
    "89S52I43O17", "+7(9SS)2I4-3O-i7", "0o1120553257251",
    "71034125597", "7103412559",
    "<b>8</b><b>9</b><b>5</b><b>5</b><b>2</b><b>1</b><b>4</b><b>3</b><b>0</b><b>1</b><b>7</b>",
    "+7 <span>955</span> <span>214</span>-<i>30</i>-<i>17</i>",
]  # fmt: skip
UKRAINIAN = [
    "+380970001234", "380970001234", "0970001234", "970001234", "00380970001234",
    "+380 97 000 12 34", "+38 (097) 000-12-34", "097 000-12-34", "(097) 000 1234",
    "+38O 97 OOO l2 34",
]  # fmt: skip
PROSE = st.text(st.characters(categories=("L", "Zs"), max_codepoint=0x4FF), max_size=60)


def owners(data: bytes) -> set[str]:
    return {hit.identifier.value for hit in SEARCH.in_bytes(data)}


@settings(deadline=None)
@given(st.sampled_from(RUSSIAN), PROSE, PROSE)
def test_a_russian_number_is_found_in_any_spelling_at_any_place(
    written: str, before: str, after: str
) -> None:
    assert owners(f"{before} {written} {after}".encode()) == {MOTHER.value}


@settings(deadline=None)
@given(st.sampled_from(UKRAINIAN), PROSE, PROSE)
def test_a_ukrainian_number_is_found_in_any_spelling_at_any_place(
    written: str, before: str, after: str
) -> None:
    assert owners(f"{before} {written} {after}".encode()) == {BORROWED.value}


def test_the_place_is_that_of_the_digits() -> None:
    (hit,) = SEARCH.in_bytes("Мать: 8 (955) 214-30-17, дома".encode())
    assert "Мать: 8 (955) 214-30-17, дома".encode()[hit.start : hit.end] == b"8 (955) 214-30-17"
    assert hit.severity is Severity.CERTAIN


@pytest.mark.parametrize("around", ["«{}»", "„{}“", "—{}…", "я{}", "{}я"])
def test_few_digits_among_letters_of_their_shape_stand_between_signs_and_not_in_a_word(
    around: str,
) -> None:
    found = owners(around.format("89552I43OI7").encode())
    assert found == (set() if "я" in around else {MOTHER.value})


def test_eight_digits_with_such_letters_are_a_number_whatever_touches_them() -> None:
    assert owners(b"tEXtComment\x008955214lO17H\xe5\x92") == set()
    assert owners(b"tEXtComment\x00895521430l7H\xe5\x92") == {MOTHER.value}


@pytest.mark.parametrize("charset", ["cp1251", "cp866", "koi8-r", "iso8859-5"])
def test_letters_of_one_byte_stand_for_digits(charset: str) -> None:
    assert owners("звонил 8955214З017 раз".encode(charset)) == {MOTHER.value}
    assert owners("звонил О97ООО1234 раз".encode(charset)) == {BORROWED.value}


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "cp1251"])
def test_digits_of_other_encodings_of_text_are_the_same(encoding: str) -> None:
    assert owners("звони +7 955 214-30-17".encode(encoding)) == {MOTHER.value}


@pytest.mark.parametrize(
    "text", ["20220314183205_79552143017.amr", "2022031418320579552143017", "x79552143017x"]
)
def test_a_number_inside_a_name_made_of_digits_is_found(text: str) -> None:
    assert owners(text.encode()) == {MOTHER.value}


@pytest.mark.parametrize("text", ["2143017", "tel 214-30-17", "955-2143", "95521430", "_9552143_"])
def test_seven_digits_alone_are_possible(text: str) -> None:
    (hit,) = SEARCH.in_bytes(text.encode())
    assert (hit.identifier, hit.severity) == (MOTHER, Severity.POSSIBLE)


@pytest.mark.parametrize(
    "text",
    ["row;214;30;17;x", "| 214 | 30 | 17 |", '"name","214","30","17"', "a\t214\t30\t17",
     "214\u201330\u201317", "214\u00a030\u00a017"],
)  # fmt: skip
def test_seven_digits_in_cells_or_between_signs_of_several_bytes_are_possible(text: str) -> None:
    (hit,) = SEARCH.in_bytes(text.encode())
    assert (hit.identifier, hit.severity) == (MOTHER, Severity.POSSIBLE)


@pytest.mark.parametrize("text", ["rgb(214,30,17)", "[214,30,17]", "1;214;30;17;5", "214;3017"])
def test_colours_and_rows_of_figures_are_no_parts(text: str) -> None:
    assert owners(text.encode()) == set()


def test_a_part_in_cells_is_none_in_a_table_of_such_cells() -> None:
    rows = [f"x;{at * 37 % 900 + 100};{at * 7 % 90 + 10};{at * 11 % 90 + 10};y" for at in range(9)]
    assert owners("\n".join([*rows[:4], "x;214;30;17;y", *rows[4:]]).encode()) == set()


def test_a_part_from_the_middle_is_none_in_a_list_of_prefixes() -> None:
    rows = [f"'{5_000_000 + at * 7919}': 'town'," for at in range(80)]
    assert owners("\n".join([*rows, "'9552143': 'town'", *rows]).encode()) == set()
    assert owners("\n".join([*rows, "'2143017': 'town'", *rows]).encode()) == {MOTHER.value}


def test_digits_in_a_uuid_are_no_part() -> None:
    assert owners(b"f2a2-143-017a-9c40") == set() and owners(b"f2 2-143-017 9c") != set()


def test_a_part_that_begins_with_noughts_is_possible_where_nothing_is_counted() -> None:
    assert owners("звонил 0001234 опять".encode()) == {BORROWED.value}
    counted = "".join(f"frame 000{at:04}.png\n" for at in range(1230, 1240))
    assert owners(counted.encode()) == set()


def test_a_part_behind_the_filling_of_a_sound_is_seen() -> None:
    assert owners(b"LAME3.100" + b"U" * 60 + b"2143017") == {MOTHER.value}


@settings(deadline=None)
@given(st.integers(10**9, 10**12 - 1))
def test_another_number_is_none(other: int) -> None:
    digits = str(other)
    if "9552143017" in digits or "7103412559" in digits or "970001234" in digits:
        return
    if "432100079" in digits:
        return
    assert owners(f"call +{digits} now".encode()) == set()


@pytest.mark.parametrize(
    "text",
    [
        "0.95521430171234567 is a fraction",
        "12.95 5.21 43.01 7.55 a row of decimals",
        "1 95 5 21 4 301 7 22 41 a row of a table",
        "20220314 and 14032022 are dates",
        "0009552 is a counter",
    ],
)
def test_tables_fractions_and_dates_are_no_numbers(text: str) -> None:
    assert owners(text.encode()) == set()


@pytest.mark.parametrize("shift", range(-24, 25, 3))
@pytest.mark.parametrize("edge", [BLOCK_BYTES, BLOCK_BYTES + AROUND_BYTES, 2 * BLOCK_BYTES])
@pytest.mark.parametrize("written", ["+7 (955) 214-30-17", "девять пять пять два один четыре "
                                     "три ноль один семь", "2143017"])  # fmt: skip
def test_a_number_on_the_edge_of_a_block_is_found_once(written: str, edge: int, shift: int) -> None:
    before, raw = edge + shift, written.encode()
    data = b"-" * (before - 1) + b" " + raw + b" " + b"-" * (BLOCK_BYTES + 2 * AROUND_BYTES)
    (hit,) = SEARCH.in_bytes(data)
    assert data[hit.start : hit.end].lstrip(b"+") == raw.lstrip(b"+")


def test_it_is_a_part_of_the_search() -> None:
    assert Search([SEARCH]).in_bytes(b"89552143017") == SEARCH.in_bytes(b"89552143017")


@pytest.mark.parametrize("text", ["+7 955 214 30 **", "955 214 30 xx", "955-214-30-.."])
def test_a_number_of_which_two_digits_are_hidden_is_found(text: str) -> None:
    line = Identifier(kind=IdentifierKind.NUMBER, value="+79552143017", told="a line ending in 17")
    assert DigitSearch([line], time_zone="Europe/Kyiv").in_bytes(f"call {text} now".encode())
