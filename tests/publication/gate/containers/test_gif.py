"""Comments of a GIF are read as one, though the format cuts them into blocks."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from earwitness.publication.gate.containers import gif
from earwitness.publication.gate.containers.member import Source

PICTURE = b",\0\0\0\0\1\0\1\0\0\2\2D\1\0"


def read(data: bytes) -> list[bytes]:
    source = Source(data=data, name="a.gif", scratch=Path())
    return [b"".join(one.chunks()) for one in gif.KINDS[1].open(source, 0)]


def comment(text: bytes, size: int) -> bytes:
    blocks = [text[at : at + size] for at in range(0, len(text), size)]
    return b"!\xfe" + b"".join(bytes([len(block)]) + block for block in blocks) + b"\0"


def test_a_number_over_two_blocks_is_put_together_also_behind_a_picture() -> None:
    head = b"GIF89a\1\0\1\0\x80\0\0" + bytes(6)
    control = b"!\xf9\4\0\0\0\0\0"
    data = head + control + PICTURE + comment(b"call +79552104417", 9) + b";"
    assert read(data) == [b"call +79552104417"]


@given(st.binary(max_size=200))
def test_no_bytes_make_it_fail(noise: bytes) -> None:
    read(b"GIF89a" + noise)
