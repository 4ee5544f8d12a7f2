"""Numbers written as lists of the codes of their digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.records.gate import Identifier, IdentifierKind

MOTHER = Identifier(kind=IdentifierKind.NUMBER, value="+79552143017", told="a line ending in 17")
SEARCH = DigitSearch([MOTHER], time_zone="Europe/Kyiv")
DIGITS = "79552143017"


@pytest.mark.parametrize("seam", [",", ", ", " ", "\n", ")+chr(", "><", "."])
@pytest.mark.parametrize(
    "form", ["{}", "0x{:x}", "{:02x}", "{:03o}", "{:08b}", "U+{:04X}", "{:03}"]
)
def test_codes_of_characters_are_read(form: str, seam: str) -> None:
    written = seam.join(form.format(ord(digit)) for digit in DIGITS)
    (hit,) = SEARCH.in_bytes(f"a({written}) b".encode())
    assert hit.identifier == MOTHER
    assert hit.encoding.startswith("character codes")


@given(st.lists(st.integers(48, 57), min_size=8, max_size=40))
def test_codes_of_other_digits_are_none(codes: list[int]) -> None:
    if "9552143017" not in "".join(map(chr, codes)) and "7103412559" not in "".join(
        map(chr, codes)
    ):
        written = ", ".join(map(str, codes)).encode()
        assert not [hit for hit in SEARCH.in_bytes(written) if hit.encoding.startswith("char")]
