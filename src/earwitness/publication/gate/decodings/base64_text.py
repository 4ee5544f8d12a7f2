"""Base64, in the usual and the URL alphabet (RFC 4648), wrapped (RFC 2045) or not."""

import re
from collections.abc import Iterable, Iterator

from earwitness.publication.gate.decodings.base64_letters import (
    CAPITALS,
    LEAST_PACKED,
    OF_ADDRESSES,
    SEXTETS,
    TO_USUAL,
    USUAL,
    decoded,
)
from earwitness.publication.gate.decodings.deflated import (
    BROTLI_BEGINNINGS,
    inflated,
    unbrotlied,
)
from earwitness.publication.gate.decodings.groups import GroupCode
from earwitness.publication.gate.decodings.runs import Alphabet
from earwitness.publication.gate.decodings.undone import (
    Parts,
    Stretch,
    Undone,
    from_start,
    is_text,
)

NAME = "base64"
LEAST = 15
"""Shorter runs are words and names. 15 signs hold 11 bytes, a number."""

_RUNS = Alphabet(USUAL + OF_ADDRESSES, LEAST)
_LINE_END = re.compile(rb"[\r\n]")
_BREAK = re.compile(rb"[\r\n\t >|]{1,8}")
_LAST_LINE = re.compile(rb"[\r\n\t >|]{1,8}(?!--)([A-Za-z0-9+/_-]{1,14})(?![A-Za-z0-9+/_-])")
_WRAPPED = 32
"""Lines of at least so many signs may go on in the next line."""
_MOST_BEFORE, _NEAR_START = 5, 4096
_BEFORE = re.compile(rb"/|U{8,}")
_DEFLATED = (3, 5)
"""First bits of a stream (RFC 1951, 3.2.3) of one block with fixed or own codes: texts have no
more."""
_SPARE = 3
"""Bytes behind packed ones: letters that follow the encoded text right away, as of a file."""
_CODE = GroupCode(alphabet=USUAL, size=3, filling=b"A", rest=(0, 0, 1, 2))
_LONG = 4096
"""Signs of a text that is decoded by itself."""


def base64_text(stretch: Stretch) -> Iterator[Undone]:
    """What runs of the alphabet hold. A run may begin before the encoded text does ("data/…"), so
    unless it reads as text or as a known format, all four beginnings are tried."""
    parts = Parts(NAME, is_binary=True)
    for start, text, ways in _read(stretch):
        for skipped, own in ways:
            parts.add(own, from_start(start + skipped, len(text) / len(own)))
        for skipped, packer, held in _unpacked(text):
            in_base64 = from_start(start + skipped, len(text) / len(held))
            yield Undone(names=(NAME, packer), data=held, place_of=in_base64, is_text=True)
    yield from parts.undone()


def _unpacked(text: bytes) -> Iterator[tuple[int, str, bytes]]:
    """What streams without first bytes of their own hold: where they begin, and how they are
    packed."""
    for skipped in _beginnings(text):
        first = SEXTETS[text[skipped]] << 2 | SEXTETS[text[skipped + 1]] >> 4
        packed = decoded(text[skipped:]) if first & 7 in _DEFLATED else b""
        if packed and (held := inflated(packed, _SPARE, LEAST_PACKED)):
            yield skipped, "deflate", held
        if first & 15 in BROTLI_BEGINNINGS and (held := unbrotlied(decoded(text[skipped:]))):
            yield skipped, "Brotli", held


def _beginnings(text: bytes) -> list[int]:
    """Where an encoded text may begin that other letters stand right before: at the first signs,
    the name of a box or a tag, and behind slashes and fillings."""
    most = len(text) - LEAST + 1
    places = {match.end() for match in _BEFORE.finditer(text, _MOST_BEFORE, _NEAR_START)}
    return [*range(min(most, _MOST_BEFORE + 1)), *(at for at in places if at < most)]


def _read(stretch: Stretch) -> Iterator[tuple[int, bytes, Iterator[tuple[int, bytes]]]]:
    """Where each encoded text begins, it, and what it holds."""
    texts = list[tuple[int, bytes]]()
    for start, text in _texts(stretch.data):
        if text.translate(None, CAPITALS) == text:
            continue  # a word, an address or a hash: encoded bytes hardly lack capitals
        if stretch.is_new(NAME, text):
            texts.append((start, text))
    short = [text for _, text in texts if len(text) < _LONG]
    together = _CODE.decoded([text.translate(TO_USUAL) for text in short]) if short else iter(())
    for start, text in texts:
        own = next(together) if len(text) < _LONG else _read_alone(text)
        yield start, text, _ways(own)


def _read_alone(text: bytes) -> Iterator[bytes]:
    return (decoded(text[skipped:]) for skipped in range(4))


def _ways(held: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """How many signs were left out at the beginning, and what the rest holds."""
    for skipped, own in enumerate(held):
        if own:
            yield skipped, own
        if skipped == 0 and is_meaningful(own[:64]):
            return


def is_meaningful(head: bytes) -> bool:
    """Whether it begins like text, or like a packed or pictured file."""
    if head.startswith((b"\x1f\x8b", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF")):
        return True
    return len(head) > 8 and is_text(head)


def _texts(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Where each encoded text begins, and it; lines that follow each other are one text. What only
    a blank parts from a long word is also taken by itself."""
    begin, end, text = 0, 0, bytearray()
    for start, stop in _RUNS.runs(data):
        if len(text) >= _WRAPPED and _BREAK.fullmatch(data, end, start):
            text += data[start:stop]
            if not _LINE_END.search(data, end, start):
                yield start, _with_last_line(data, data[start:stop], stop)
        else:
            if text:
                yield begin, _with_last_line(data, text, end)
            begin, text = start, bytearray(data[start:stop])
        end = stop
    if text:
        yield begin, _with_last_line(data, text, end)


def _with_last_line(data: bytes, text: bytes | bytearray, end: int) -> bytes:
    last = _LAST_LINE.match(data, end) if len(text) >= _WRAPPED else None
    return bytes(text) + (last[1] if last else b"")
