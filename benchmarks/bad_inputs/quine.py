"""A gzip stream that unpacks to itself (R. Cox, "Zip files all the way down", 2010)."""

import struct
import zlib

HEAD = b"\x1f\x8b\x08\x08\0\0\0\0\0\xffr.gz\0"
UNIT = 5
"""Bytes of an instruction: a stored block's head, or a block that copies."""


def quine() -> bytes:
    """Its check sum is that of the whole, in which it stands three times: CRC-32 is linear, so
    that 32 equations tell it."""
    base = zlib.crc32(_with(0))
    columns = [zlib.crc32(_with(1 << bit)) ^ base ^ (1 << bit) for bit in range(32)]
    rows = [
        sum(((columns[bit] >> row) & 1) << bit for bit in range(32)) | ((base >> row) & 1) << 32
        for row in range(32)
    ]
    done = 0
    for bit in range(32):
        pivot = next((one for one in range(done, 32) if rows[one] >> bit & 1), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        for one in range(32):
            if one != done and rows[one] >> bit & 1:
                rows[one] ^= rows[done]
        done += 1
    found = sum(
        1 << ((row & -row).bit_length() - 1)
        for row in rows[:done]
        if row >> 32 and row & (2**32 - 1)
    )
    return _with(found)


def _with(check_sum: int) -> bytes:
    size = len(_program(b"\0" * 8))
    return _program(struct.pack("<II", check_sum, size))


def _program(tail: bytes) -> bytes:
    first, one, four, none = _print(len(HEAD) + UNIT), _print(5), _print(20), _print(0)
    again, copy = _copy(20), _copy(20)
    last = _last(13)
    end = _print(len(last) + len(tail))
    return b"".join(
        (
            *(HEAD, first, HEAD, first, again, one, again, one, one, four),
            *(again, one, one, four, copy, four, copy, four, copy, four, copy, four),
            *(copy, none, none, end, copy, none, none, end, last, tail, last, tail),
        )
    )


def _print(size: int) -> bytes:
    return struct.pack("<BHH", 0, size, size ^ 0xFFFF)


def _copy(size: int) -> bytes:
    """Twice ten bytes from twenty back, in forty bits of a block with fixed codes (RFC 1951)."""
    assert size == 20
    half = _length(10) + _distance(20)
    return _packed("0" + "10" + half * 2 + "0000000")


def _last(size: int) -> bytes:
    assert size == 13
    back = _distance(13)
    return _packed("1" + "10" + _length(6) + back + _length(7) + back + "0000000")


def _length(size: int) -> str:
    return format(size - 2, "07b")


def _distance(size: int) -> str:
    code, base, extra = (8, 17, 3) if size > 16 else (7, 13, 2)
    return format(code, "05b") + format(size - base, f"0{extra}b")[::-1]


def _packed(bits: str) -> bytes:
    bits = bits.ljust(40, "0")
    return bytes(int(bits[at : at + 8][::-1], 2) for at in range(0, 40, 8))
