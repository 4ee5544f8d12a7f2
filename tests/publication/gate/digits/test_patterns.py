"""Hashes of numbers and recordings, and numbers as programs store them."""

import hashlib
import random
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from earwitness.publication.gate.digits.searching import DigitSearch
from earwitness.records.gate import Identifier, IdentifierKind

NUMBER = Identifier(kind=IdentifierKind.NUMBER, value="+79552143017", told="a line ending in 17")
DEVICE = Identifier(kind=IdentifierKind.DEVICE, value="356938035643809", told="a device")
DIGEST = hashlib.sha256(b"one of the recordings").digest()
RECORDING = Identifier(kind=IdentifierKind.RECORDING, value=DIGEST.hex(), told="a recording")
SEARCH = DigitSearch([NUMBER, DEVICE, RECORDING], time_zone="Europe/Kyiv")

SPELLINGS = [
    "+79552143017", "79552143017", "89552143017", "9552143017", "0079552143017",
    "+7 955 214-30-17", "+7 (955) 214-30-17", "8 (955) 214-30-17", "8-955-214-30-17",
    "+7 955 214 30 17", "8 955 214-30-17", "(955) 214-30-17", "955-214-30-17", "79552143017\n",
    '"+79552143017"', "tel:+79552143017", "+7-955-214-30-17", "+79552143017\r\n",
    "+79552143017 ", "81079552143017", "01179552143017", "+7 9552143017", "7 9 5 5 2 1 4 3 0 1 7",
]  # fmt: skip
HASHES = ["md5", "sha1", "sha256", "sha512"]
RARE_HASHES = ["sha224", "sha384", "sha3_256", "blake2b", "blake2s", "sha3_512"]


def owners(data: bytes) -> set[str]:
    return {hit.identifier.told for hit in SEARCH.in_bytes(data)}


@settings(deadline=None)
@given(
    st.sampled_from(
        [(text, name) for text in SPELLINGS for name in HASHES]
        + [(text, name) for text in SPELLINGS[:8] for name in RARE_HASHES if text[1] != "-"]
    ),
    st.integers(12, 128),
    st.booleans(),
)
def test_a_hash_of_a_number_is_found_from_twelve_hex_digits_on(
    hashed: tuple[str, str], count: int, upper: bool
) -> None:
    text, name = hashed
    digest = hashlib.new(name, text.encode()).hexdigest()[:count]
    assert owners(f"id={digest.upper() if upper else digest};".encode()) == {NUMBER.told}


@pytest.mark.parametrize("name", ["md5", "sha1", "sha256"])
@pytest.mark.parametrize("text", SPELLINGS[:8])
def test_a_hash_of_a_hash_is_found(text: str, name: str) -> None:
    once = hashlib.new(name, text.encode()).hexdigest()
    twice = hashlib.new(name, once.encode()).hexdigest()
    assert owners(f"id={twice};".encode()) == {NUMBER.told}


@pytest.mark.parametrize("seam", [":", " ", "-", "\n", ", 0x", ","])
def test_a_hash_in_pairs_is_found(seam: str) -> None:
    digest = hashlib.md5(b"79552143017").hexdigest()
    pairs = seam.join(digest[at : at + 2] for at in range(0, 32, 2))
    assert owners(f"key {pairs}".encode()) == {NUMBER.told}


@settings(deadline=None)
@given(st.binary(max_size=9000), st.binary(max_size=40), st.sampled_from(SPELLINGS))
def test_a_hash_as_bytes_is_found_at_any_place(before: bytes, after: bytes, text: str) -> None:
    digest = hashlib.sha1(text.encode()).digest()
    assert NUMBER.told in owners(b"\0" + before + digest + after)


def test_hashes_of_devices_and_of_recordings_are_found() -> None:
    assert owners(hashlib.sha256(b"356938035643809").hexdigest().encode()) == {DEVICE.told}
    for data in (DIGEST, DIGEST.hex().upper().encode(), DIGEST.hex()[:12].encode()):
        assert owners(data) == {RECORDING.told}


def varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes([number % 128 + 128])
        number //= 128
    return out + bytes([number])


@pytest.mark.parametrize(
    "stored",
    [
        struct.pack(">q", 79552143017),
        struct.pack("<q", 79552143017),
        struct.pack(">d", 89552143017.0),
        struct.pack("<d", 79552143017.0),
        b"\x08" + varint(79552143017),
        bytes.fromhex("079552143017"),
        bytes.fromhex("79552143017f"),
        bytes.fromhex("0b919755123410f7"),
    ],
)
def test_a_number_is_found_as_programs_store_it(stored: bytes) -> None:
    assert owners(b"\x00\xff" * 20 + stored + b"\x07\x00") == {NUMBER.told}


def test_random_bytes_and_other_hashes_are_none() -> None:
    noise = random.Random(7).randbytes(1_000_000)
    assert owners(noise) == set()
    assert owners(noise.hex().encode()) == set()
