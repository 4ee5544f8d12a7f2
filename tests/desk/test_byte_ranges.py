"""Byte ranges as RFC 9110 has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from earwitness.desk.byte_ranges import ByteRange, NotSatisfiable, asked_range

SIZES = st.integers(1, 10**12)
ALL = 10**13


@given(SIZES, st.data())
def test_a_range_within_the_file_is_answered_as_asked(size: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(0, size - 1))
    last = data.draw(st.integers(first, size + 1000))
    found = asked_range(f"bytes={first}-{last}", size, at_most=ALL)
    assert found == ByteRange(first, min(last, size - 1))


@given(SIZES, st.data(), st.integers(1, 10**6))
def test_never_more_than_allowed_and_always_from_the_first_byte_asked(
    size: int, data: st.DataObject, at_most: int
) -> None:
    first = data.draw(st.integers(0, size - 1))
    found = asked_range(f"bytes={first}-", size, at_most=at_most)
    assert found is not None
    assert found.first == first
    assert len(found) == min(at_most, size - first)


@given(SIZES, st.integers(1, 10**12))
def test_the_end_of_a_file(size: int, wanted: int) -> None:
    found = asked_range(f"bytes=-{wanted}", size, at_most=ALL)
    assert found == ByteRange(max(0, size - wanted), size - 1)


@given(SIZES, st.integers(0, 10**6))
def test_behind_the_end_is_refused(size: int, further: int) -> None:
    with pytest.raises(NotSatisfiable):
        asked_range(f"bytes={size + further}-", size, at_most=ALL)


@pytest.mark.parametrize("header", ["bytes=0-", "bytes=-5", "bytes=-0", "bytes=0-0"])
def test_an_empty_file_has_no_range(header: str) -> None:
    with pytest.raises(NotSatisfiable):
        asked_range(header, 0, at_most=ALL)


@pytest.mark.parametrize(
    "header",
    [
        *("", "bytes=", "bytes=-", "bytes=5-2", "bytes=0-1,5-9", "items=0-5", "bytes=a-b"),
        *("bytes=٣-٤", "bytes=" + "9" * 4000 + "-", "bytes=0x0-", "bytes= 1 - 2"),
    ],
)
def test_what_is_no_single_range_is_ignored(header: str) -> None:
    assert asked_range(header, 1000, at_most=ALL) is None


@given(st.text(max_size=60), st.integers(0, 10**6))
def test_any_header_gives_bytes_of_the_file_or_nothing(header: str, size: int) -> None:
    try:
        found = asked_range(header, size, at_most=ALL)
    except NotSatisfiable:
        return
    assert found is None or 0 <= found.first <= found.last < size
