"""Foreign answers: whatever the bytes, words and never a traceback."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.archive.der import with_ordered_certificates
from earwitness.archive.timestamps import check_stamp, matching_request, parse, read_roots
from earwitness.records.custody import Stamp, StampRequest
from earwitness.records.errors import InputUnusable

REQUEST = StampRequest(sequence=1, head_hash="ab" * 32, nonce="7", query="")


def wrapped(tag: int, inner: bytes) -> bytes:
    length = len(inner)
    if length < 128:
        return bytes([tag, length]) + inner
    digits = length.to_bytes(2, "big")
    return bytes([tag, 0x82]) + digits + inner


ELEMENTS = st.recursive(
    st.builds(wrapped, st.sampled_from([0x02, 0x04, 0x06, 0x0C, 0x17]), st.binary(max_size=12)),
    lambda inner: st.builds(
        lambda tag, parts: wrapped(tag, b"".join(parts)),
        st.sampled_from([0x30, 0x31, 0xA0]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=200) | ELEMENTS)
def test_any_bytes_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(InputUnusable) as caught:
        matching_request(content, [REQUEST])
    assert caught.value.what.startswith("The answer ") and caught.value.remedy


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=200) | ELEMENTS)
def test_ordering_gives_the_same_bytes_in_another_order_or_refuses(content: bytes) -> None:
    try:
        ordered = with_ordered_certificates(content)
    except ValueError:
        return
    assert sorted(ordered) == sorted(content)


def test_certificates_are_put_into_order_and_nothing_else_is_touched() -> None:
    def answer(*certificates: bytes) -> bytes:
        signed = wrapped(0x30, b"\x02\x01\x03" + wrapped(0xA0, b"".join(certificates)))
        token = wrapped(0x30, b"\x06\x01\x2a" + wrapped(0xA0, signed))
        return wrapped(0x30, wrapped(0x30, b"\x02\x01\x00") + token)

    long, short = wrapped(0x30, b"b" * 300), wrapped(0x30, b"a")
    assert with_ordered_certificates(answer(long, short)) == answer(short, long)
    assert with_ordered_certificates(answer(short, long)) == answer(short, long)


@settings(max_examples=50, deadline=None)
@given(content=st.binary(max_size=100))
def test_no_certificates_are_read_from_other_bytes(content: bytes) -> None:
    with pytest.raises(InputUnusable):
        read_roots(content)


@pytest.mark.parametrize("response", ["", "not base64 ü", "MAA=", "AAAA" * 400_000])
def test_a_damaged_stored_answer_is_no_proof(response: str) -> None:
    stamp = Stamp(stamped_at="", authority="", policy="", serial="", response=response)
    assert check_stamp(REQUEST, stamp, "no roots")


def test_an_answer_that_is_too_large_is_not_parsed() -> None:
    with pytest.raises(InputUnusable, match="too large"):
        parse(bytes(1_000_001))
