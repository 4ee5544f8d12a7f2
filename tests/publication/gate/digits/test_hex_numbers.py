"""Lines that a program writes as numbers to another base are seen."""

from datetime import UTC, datetime

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


def to_base_36(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = "0123456789abcdefghijklmnopqrstuvwxyz"[rest] + digits
    return digits


@pytest.mark.parametrize("before", [0, 65_520, 65_530, 65_536, 70_000])
@pytest.mark.parametrize(
    "written", [f"{79552104417:x}", f"{9552104417:X}", to_base_36(79552104417)]
)
def test_a_line_to_another_base_is_seen_without_a_prefix(written: str, before: int) -> None:
    data = b"-" * before + f"id={written};".encode()
    (hit,) = SEARCH.in_bytes(data)
    assert data[hit.start : hit.end] == written.encode()


@pytest.mark.parametrize("around", ["a{}", "{}b", "7{}"])
def test_a_part_of_a_longer_token_is_none(around: str) -> None:
    assert SEARCH.in_bytes(around.format(f"{79552104417:x}").encode()) == []


def test_a_call_time_in_hexadecimal_is_seen() -> None:
    moment = datetime(2022, 3, 14, 16, 32, 5, tzinfo=UTC)
    time = Identifier(kind=IdentifierKind.CALL_TIME, value=moment.isoformat(), told="a time")
    search = HexNumberSearch([time])
    seconds = int(moment.timestamp())
    assert search.in_bytes(b"t=%#x" % seconds)
    assert search.in_bytes(b"t=%#x" % (seconds * 1000))
    assert search.in_bytes(b"t=%#x" % (seconds + 60)) == []


def test_a_call_time_in_hexadecimal_is_seen_without_a_prefix_and_as_windows_keeps_it() -> None:
    moment = datetime(2022, 3, 14, 16, 32, 5, tzinfo=UTC)
    time = Identifier(kind=IdentifierKind.CALL_TIME, value=moment.isoformat(), told="a time")
    search = HexNumberSearch([time])
    seconds = int(moment.timestamp())
    assert search.in_bytes(b"t %x;" % seconds)
    assert search.in_bytes(b"t %X;" % (seconds * 1000))
    assert search.in_bytes(b"t %#x;" % ((seconds + 11_644_473_600) * 10**7))
    assert search.in_bytes(b"t %x;" % (seconds + 1)) == []


def test_a_profile_id_in_hexadecimal_is_seen() -> None:
    own = Identifier(kind=IdentifierKind.PROFILE_ID, value="901040417", told="an id ending in 17")
    search = HexNumberSearch([own])
    assert search.in_bytes(b"id=0x35b4c921") and search.in_bytes(b"id=0x35B4C922") == []
