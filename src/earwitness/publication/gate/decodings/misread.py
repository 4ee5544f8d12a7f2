"""UTF-8 of Cyrillic letters that was read in another character set ("Ð˜Ð²Ð°Ð½", "РРІР°РЅ")."""

import re
from collections.abc import Collection

from earwitness.publication.gate.decodings.in_place import InPlace, run_of


def _misread(charset: str, triggers: tuple[bytes, ...], least: int = 3) -> InPlace:
    """UTF-8 that was read in another set: Cyrillic letters (D0 or D1, and 80 to BF), and what comes
    of them when they are read so twice (C2, C3 and others, and E2 with two bytes behind it)."""
    bytes_of = {chr(byte): byte for byte in range(0x80, 0xA0)}  # some programs leave these alone
    bytes_of |= {_letter_of(byte, charset): byte for byte in range(0x80, 0x100)}
    leads = _LEADS_LATIN if triggers == _LATIN else _LEADS
    two, three = _any_of(bytes_of, leads), _any_of(bytes_of, (0xE2,))
    more = _any_of(bytes_of, range(0x80, 0xC0))
    return InPlace(
        name=f"UTF-8 read as {charset}",
        triggers=triggers,
        pattern=run_of(b"(?:%b)(?:%b)|(?:%b)(?:%b){2}" % (two, more, three, more), least=least),
        by=lambda match: bytes(bytes_of[letter] for letter in match[0].decode()),
        is_risky=True,
    )


def _any_of(bytes_of: dict[str, int], some: Collection[int]) -> bytes:
    """A pattern of all signs that may stand for one of some bytes."""
    return b"|".join(re.escape(sign.encode()) for sign, byte in bytes_of.items() if byte in some)


def _letter_of(byte: int, charset: str) -> str:
    """What stands for a byte; for one that the set lacks, the control sign, as browsers do."""
    return bytes([byte]).decode(charset, "ignore") or chr(byte)


_LATIN = (b"\xc3\x90", b"\xc3\x91", b"\xc3\x83", b"\xc3\x82")
_LEADS = (0xD0, 0xD1, 0xD2, 0xC2, 0xC3)
_LEADS_LATIN = (*_LEADS, 0xC5, 0xC6, 0xCB)
_BOXES = (b"\xe2\x94", b"\xe2\x95", b"\xe2\x96")
_DASHES = (b"\xe2\x80\x93", b"\xe2\x80\x94")
MISREAD: tuple[InPlace, ...] = (
    _misread("cp1252", _LATIN, least=2),
    _misread("cp1251", (b"\xd0\xa0", b"\xd0\xa1")),
    _misread("koi8-r", _BOXES),
    _misread("cp866", _BOXES),
    _misread("cp437", _BOXES),
    _misread("mac-roman", _DASHES),
    _misread("mac-cyrillic", _DASHES),
)
"""Each of them is met: Windows, DOS, Unix and Apple have read so what was UTF-8."""
