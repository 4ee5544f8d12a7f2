"""Lines that a program writes as hexadecimal numbers are seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.gate.digits.hex_numbers import HexNumberSearch
from earwitness.records.gate import Identifier, IdentifierKind

LINE = Identifier(kind=IdentifierKind.NUMBER, value="+79552104417", told="a line ending in 17")
SEARCH = HexNumberSearch([LINE])


@pytest.mark.parametrize("number", [79552104417, 89552104417, 9552104417])
@pytest.mark.parametrize("form", ["line={:#x};", "0X{:X}", "[0x{:016x}]"])
def test_a_line_in_hexadecimal_is_seen(number: int, form: str) -> None:
    data = form.format(number).encode()
    (hit,) = SEARCH.in_bytes(data)
    assert hit.identifier == LINE
    assert data[hit.start : hit.end].lower().startswith(b"0x")


@given(st.integers(0, 10**13).filter(lambda n: n % 10**10 != 9552104417))
def test_other_numbers_are_not(number: int) -> None:
    assert SEARCH.in_bytes(b"a 0x%x b" % number) == []
