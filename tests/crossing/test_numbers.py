import phonenumbers
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from earwitness.crossing.numbers import is_doubtful, line_of, numbers_in, parse_number
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
        "8~10~7~955~2143018",
        "7955 214 30 18",
        "+7|955|214|30|18",
        "|79552143018|",
        "+7/955/2143018",
        "+7 955 214_30_18",
        "+7·955·214·30·18",
        "[+79552143018]",
        "++7 955 214-30-18",
        "+0079552143018",
        "8+7 955 214 30 18",
        "№ 8 955 214-30-18",
        "моб. тел.: 8 955 214-30-18",
        "мама +79552143018",
        "+7 955 214-30-18 (мама)",
        "=+79552143018",
        '"=""79552143018"""',
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


@pytest.mark.parametrize(
    "dialled",
    [
        "*67 89552143018",
        "*67*89552143018",
        "*82 89552143018",
        "#31# 8 (955) 214-30-18",
        "*31#+79552143018",
        "89552143018p12",
        "89552143018w1",
        "+79552143018pp5#",
        "+79552143018,,1#",
        "+79552143018,123",
        "89552143018;123",
        "8 55 955 214 30 18",
        "8 21 955 214 30 18",
    ],
)
def test_codes_before_a_dialled_number_and_keys_after_it_are_no_part_of_it(dialled: str) -> None:
    assert line_of(dialled, region="RU") == "+79552143018"


@pytest.mark.parametrize(
    "uri",
    [
        "tel:+7-955-214-30-18",
        "tel:%2B79552143018",
        "tel:9552143018;phone-context=+7",
        "tel:2143018;phone-context=+7955",
        "tel:89552143018;phone-context=ims.example.org",
        "tel:+79552143018;npdi;rn=+79550000000",
        "tel:+79552143018;verstat=TN-Validation-Passed",
        "sip:+79552143018@ims.example.org;user=phone",
        "sip:+79552143018@192.0.2.1:5060",
        "sips:89552143018@example.org",
        '"Мама" <sip:+79552143018@ims.example>',
        "https://wa.me/79552143018",
    ],
)
def test_uris_of_networks_and_links_of_apps_hold_a_number(uri: str) -> None:
    assert line_of(uri, region="RU") == "+79552143018"


@pytest.mark.parametrize(
    "code", ["*21*89552143018#", "**21*+79552143018#", "**61*+79552143018*11*30#"]
)
def test_the_number_in_a_forwarding_code_was_not_called(code: str) -> None:
    parsed = parse_number(code, region="RU")
    assert parsed.kind is NumberKind.UNREADABLE and "was not called" in parsed.note


@pytest.mark.parametrize("written", ["8955214ЗО18", "+7955214З018", "+7 955 2l4 ЗО 18"])
def test_letters_that_look_like_digits_are_read_and_said(written: str) -> None:
    parsed = parse_number(written, region="RU")
    assert parsed.number_e164 == "+79552143018"
    assert "Letters" in parsed.note and is_doubtful(parsed)


@pytest.mark.parametrize(
    "written",
    ["+7 955 214 30 1X", "+7955214****", "8-955-ХХХ-30-18", "мама 89552143018", "79552143018@lid",
     "ИНН 9552143018", "IMSI 250010000000000", "79552143018-1512345@g.us", "З0З0З0З0З0"],
)  # fmt: skip
def test_masks_and_other_identifiers_are_no_lines(written: str) -> None:
    assert parse_number(written, region="RU").kind is NumberKind.UNREADABLE


@pytest.mark.parametrize(
    ("region", "written", "line"),
    [
        ("KZ", "8 701 234 56 78", "+77012345678"),
        ("KZ", "8 7172 55 12 34", "+77172551234"),
        ("BY", "8 029 123 45 67", "+375291234567"),
        ("BY", "8~10 375 29 123 45 67", "+375291234567"),
        ("UA", "8~10 380 97 000 11 27", "+380970001127"),
        ("UA", "+380 (0)97 000 11 27", "+380970001127"),
    ],
)
def test_trunk_prefixes_of_the_neighbours(region: str, written: str, line: str) -> None:
    assert line_of(written, region=region) == line


def test_two_numbers_in_a_cell_are_two_lines_and_never_one() -> None:
    for cell in ("+79552143018, +79552143019", "8 955 214-30-18 / 8 955 214-30-19",
                 "+79552143018\n+79552143019", "+79552143018 89552143019"):  # fmt: skip
        assert [one.number_e164 for one in numbers_in(cell, region="RU")] == [
            "+79552143018",
            "+79552143019",
        ]
        assert parse_number(cell, region="RU").kind is NumberKind.UNREADABLE
        assert parse_number(cell, region="RU").note == "It holds 2 numbers."
    assert line_of("+79552143018, 8 955 214-30-18", region="RU") == "+79552143018"
    (whole,) = numbers_in("89552143018, мама", region="RU")
    assert whole.kind is NumberKind.UNREADABLE


def test_of_a_cell_that_is_too_long_no_number_is_read() -> None:
    cell = ", ".join(f"+795521430{last}" for last in range(10, 20))
    (whole,) = numbers_in(cell[:130], region="RU")
    assert whole.kind is NumberKind.UNREADABLE


def test_a_carrier_for_calls_abroad_makes_no_russian_number() -> None:
    assert line_of("8 56 49 30 12345678", region="RU") != "+74930123456"
    assert line_of("8 56 955 214 30 18", region="RU") is None


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


EXAMPLES = [
    phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    if (number := phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE))
    and not number.italian_leading_zero
    and number.national_number % 10**7  # seven noughts are taken for a spreadsheet's damage
]


@pytest.mark.parametrize("region", ["RU", "UA", "US"])
def test_a_number_in_e164_is_read_as_itself_wherever_the_case_is(region: str) -> None:
    assert len(EXAMPLES) > 200
    assert [line_of(number, region=region) for number in EXAMPLES] == EXAMPLES


@given(
    number=st.sampled_from(EXAMPLES),
    dressing=st.sampled_from(
        ["{}", "tel:{}", "sip:{}@ims.example;user=phone", "<{}>", "#31#{}", "{},,12#", "{}p5",
         "00{0[1:]}", "мама {}", "{} (работа)", "|{}|", "'{}", "={}"]
    ),
    gaps=st.lists(st.sampled_from(["", " ", "-", ".", "\u00a0", "–", "\u200b"]), min_size=16),
)  # fmt: skip
@example(number="+6907290", dressing="{},,12#", gaps=[""] * 16)  # the shortest there is
@example(number="+6907290", dressing="{}p5", gaps=[""] * 16)
@settings(max_examples=150, deadline=None)
def test_any_dressing_of_a_number_is_the_same_line(
    number: str, dressing: str, gaps: list[str]
) -> None:
    if number.endswith("00000"):
        return
    spaced = number[:2] + "".join(g + d for g, d in zip(gaps, number[2:], strict=False))
    written = f"00{spaced[1:]}" if dressing.startswith("00") else dressing.format(spaced)
    assert line_of(written, region="RU") == number


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
