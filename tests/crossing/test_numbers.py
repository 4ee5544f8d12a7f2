import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.crossing.numbers import line_of, parse_number
from earwitness.records.call import NumberKind

SEPARATORS = st.sampled_from(["", " ", "-", "\u00a0", "\u2011", "–", ".", "\u200b", " \u202f"])


@pytest.mark.parametrize("region", ["RU", "UA"])
@pytest.mark.parametrize(
    "written",
    [
        "+7 955 214-30-18",
        "8-955-214-30-18",
        "8 (955) 214 30 18",
        "79552143018",
        "0079552143018",
        "810 7 955 2143018",
        "+8 955 214 30 18",
        "\u202a+7\u00a0955\u2011214\u201130\u201118\u202c",
        "８９５５２１４３０１８",
        "٨٩٥٥٢١٤٣٠١٨",
        "tel:+79552143018;ext=5",
        "тел. +7 (955) 214-30-18 доб. 12",
        "#31#+79552143018",
        "79552143018@s.whatsapp.net",
        "'79552143018",
        "79552143018.0",
        "7,9552143018E+10",
    ],
)
def test_every_spelling_of_a_russian_number_is_one_line(written: str, region: str) -> None:
    parsed = parse_number(written, region=region)
    assert parsed.kind is NumberKind.LINE
    assert parsed.number_e164 == "+79552143018"
    assert parsed.untrusted_number == written


@pytest.mark.parametrize("region", ["RU", "UA"])
@pytest.mark.parametrize(
    "written",
    ["+380 97 000 11 27", "380970001127", "00380970001127", "8-10-380-97-000-11-27"],
)
def test_every_spelling_of_a_ukrainian_number_is_one_line(written: str, region: str) -> None:
    assert line_of(written, region=region) == "+380970001127"


def test_national_spellings_depend_on_the_region() -> None:
    assert line_of("0970001127", region="UA") == "+380970001127"
    assert line_of("8 097 000 11 27", region="UA") == "+380970001127"
    assert line_of("0970001127", region="RU") is None
    assert line_of("9552143018", region="RU") == "+79552143018"
    assert line_of("9552143018", region="UA") is None


@pytest.mark.parametrize(
    "written",
    ["АОН заборонено", "АОН запрещён", "Withheld", "anonymous", "Private number", "UNKNOWN",
     "номер скрыт", "Анонім", "не определён"],
)  # fmt: skip
def test_withheld_is_not_the_same_as_empty(written: str) -> None:
    assert parse_number(written, region="RU").kind is NumberKind.WITHHELD


@pytest.mark.parametrize("written", ["7,955E+10", "7.95521E+10", "7,955е+10", "8E+10"])
def test_a_spreadsheet_s_rounding_cannot_be_undone(written: str) -> None:
    parsed = parse_number(written, region="RU")
    assert parsed.kind is NumberKind.DAMAGED
    assert parsed.number_e164 is None and "spreadsheet" in parsed.note


def test_a_rounded_number_that_was_opened_and_saved_again_is_damaged_too() -> None:
    assert parse_number("79550000000", region="RU").kind is NumberKind.DAMAGED
    assert "noughts" in parse_number("79552100000", region="RU").note


@pytest.mark.parametrize("written", ["", "  ", "—", "-", "\u200b"])
def test_nothing_written_is_empty(written: str) -> None:
    assert parse_number(written, region="RU").kind is NumberKind.EMPTY


@pytest.mark.parametrize("written", ["102", "*100#", "0890", "900"])
def test_service_codes_are_short(written: str) -> None:
    assert parse_number(written, region="RU").kind is NumberKind.SHORT


@pytest.mark.parametrize(
    "written",
    ["1-800-FLOWERS", "79552143018, 79552143019", "7955214301", "+79552143", "2143018", "мама",
     "80970001127", "7" * 500, "+7955214301812", "+999 123 45 67 89"],
)  # fmt: skip
def test_what_is_not_one_line_is_kept_unread(written: str) -> None:
    parsed = parse_number(written, region="RU")
    assert parsed.kind is NumberKind.UNREADABLE
    assert parsed.number_e164 is None and parsed.untrusted_number == written and parsed.note


def test_a_number_of_an_unassigned_range_is_possible_and_says_so() -> None:
    parsed = parse_number("+7 295 555 01 23", region="RU")
    assert parsed.kind is NumberKind.LINE and "range" in parsed.note


@given(
    digits=st.integers(2_000_000, 2_999_999).map(str),
    gaps=st.lists(SEPARATORS, min_size=10, max_size=10),
    prefix=st.sampled_from(["+7", "8", "7", "007", "8107"]),
    region=st.sampled_from(["RU", "UA", "KZ"]),
)
@settings(max_examples=100, deadline=None)
def test_separators_never_change_the_line(
    digits: str, gaps: list[str], prefix: str, region: str
) -> None:
    if digits.endswith("00000"):
        return
    written = prefix + "".join(g + d for g, d in zip(gaps, "955" + digits, strict=True))
    assert line_of(written, region=region) == f"+7955{digits}"


@given(
    untrusted_number=st.one_of(
        st.text(max_size=40), st.text(alphabet="0123456789+-()eE,. *#x", max_size=20)
    ),
    region=st.sampled_from(["RU", "UA", "US", "IT", ""]),
)
@settings(max_examples=100, deadline=None)
def test_nothing_raises_and_only_lines_have_a_number(untrusted_number: str, region: str) -> None:
    parsed = parse_number(untrusted_number, region=region)
    assert (parsed.number_e164 is not None) == (parsed.kind is NumberKind.LINE)
    assert parsed.untrusted_number == untrusted_number
    if parsed.number_e164 is not None:
        assert line_of(parsed.number_e164, region="RU") == parsed.number_e164
