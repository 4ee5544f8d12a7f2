import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.equipment import (
    check_digit,
    digits_of,
    imei_doubt,
    imsi_doubt,
    is_rounded,
)


def test_the_check_digit_is_that_of_the_standard() -> None:
    # Luhn's formula by hand: 4+9+0+2+5+8+2+0+3+4+3+5+5+2 = 52, so 8 is missing to 60.
    assert check_digit("49015420323751") == "8"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "490154203237518",
        "49-015420-323751-8",
        "490154203237518.0",
        "490154203237510",  # networks send 0 in place of the check digit
        "49015420323751",
        "4901542032375101",
    ],
)
def test_a_good_imei_raises_no_doubt(text: str) -> None:
    assert imei_doubt(text) == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("490154203237517", "should be 8"),
        ("4,90154E+14", "cannot be recovered"),
        ("1027700010004", "not 14 to 16 digits"),
        ("n/a", "not 14 to 16 digits"),
    ],
)
def test_a_bad_imei_is_told(text: str, words: str) -> None:
    assert words in imei_doubt(text)


@pytest.mark.parametrize("text", ["", "001010123456789", "00101012345678"])
def test_a_good_imsi_raises_no_doubt(text: str) -> None:
    assert imsi_doubt(text) == ""


@pytest.mark.parametrize("text", ["1,01012E+12", "101", "0010101234567890", "abc"])
def test_a_bad_imsi_is_told(text: str) -> None:
    assert imsi_doubt(text)


@pytest.mark.parametrize(
    ("text", "rounded"),
    [
        ("7,955E+10", True),
        ("7.955e10", True),
        ("7,955Е+10", True),  # the Cyrillic letter, as a Russian keyboard writes it
        ("7.9552143018E+10", False),  # every digit is still there
        ("79552143018", False),
        ("", False),
    ],
)
def test_a_spreadsheet_that_lost_digits_is_noticed(text: str, rounded: bool) -> None:
    assert is_rounded(text) is rounded


@settings(max_examples=60)
@given(st.from_regex(r"[0-9]{14}", fullmatch=True), st.integers(1, 9))
def test_one_wrong_digit_never_passes_unless_it_is_nought(digits: str, slip: int) -> None:
    good = digits + check_digit(digits)
    assert imei_doubt(good) == ""
    wrong = good[:-1] + str((int(good[-1]) + slip) % 10)
    assert (imei_doubt(wrong) == "") is wrong.endswith("0")


@settings(max_examples=100)
@given(st.text(max_size=40) | st.from_regex(r"[0-9eE+.,\- ]{0,25}", fullmatch=True))
def test_no_text_breaks_it(text: str) -> None:
    assert isinstance(imei_doubt(text) + imsi_doubt(text) + digits_of(text), str)
