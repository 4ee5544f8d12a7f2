"""Bytes are read back from what programs print of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.gate.decodings.dumps import dumps
from earwitness.publication.gate.decodings.undone import Stretch

TEXT = "A dump of a page: please call +79552143017 back, and not before the evening."


def rows(data: bytes, size: int) -> str:
    out = []
    for at in range(0, len(data), 16):
        row = data[at : at + 16]
        shown = "".join(chr(one) if 32 <= one < 127 else "." for one in row)
        out.append(f"{at:08x}: {row.hex(' ', size)}  |{shown}|\n")
    return "".join(out)


def undone(text: str) -> bytes:
    return b"".join(one.data for one in dumps(Stretch(text.encode())))


@pytest.mark.parametrize("size", [1, 2, 4])
def test_rows_of_a_dump_are_one_text(size: int) -> None:
    assert TEXT.encode() in undone("$ xxd page\n" + rows(TEXT.encode(), size) + "$ exit\n")


def test_binary_and_octal_numbers_are_bytes() -> None:
    assert TEXT.encode() in undone(" ".join(f"{one:08b}" for one in TEXT.encode()))
    assert TEXT.encode() in undone(" ".join(f"{one:03o}" for one in TEXT.encode()))


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([1, 2, 4, 8]))
def test_any_dump_is_read_or_let_be(data: bytes, size: int) -> None:
    if len(data) > 16:
        assert data[:16] in undone(rows(data, size))


@given(st.text("0123456789abcdef: |\n01", max_size=300))
def test_what_only_looks_like_a_dump_does_no_harm(text: str) -> None:
    undone(text)
