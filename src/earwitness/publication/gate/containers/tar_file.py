"""tar (POSIX.1-1988 ustar, GNU and older forms). Names, owners and link targets stand in the bytes
as they are; times are octal numbers and are told in words."""

from earwitness.publication.gate.containers.member import (
    Found,
    Kind,
    Member,
    Source,
    text_member,
)
from earwitness.publication.gate.containers.times import in_words

BLOCK = 512
CHECKSUM = slice(148, 156)
REGULAR = b"0\x007LxgXKS"
"""Types whose bytes follow: files, long names, extended headers."""


def _open(source: Source, start: int) -> Found:
    at, size = start, len(source.data)
    while at + BLOCK <= size:
        header = source.data[at : at + BLOCK]
        if not any(header):
            at += BLOCK
            continue
        if not _is_header(header):
            break
        source.done.add(at, at + BLOCK)
        name = (header[345:500].rstrip(b"\0 ") + b"/" if header[257:262] == b"ustar" else b"") + (
            header[:100].split(b"\0")[0]
        )
        length, told = _number(header[124:136]), in_words(_number(header[136:148]))
        shown = name.lstrip(b"/").decode("utf-8", "replace")
        yield text_member(f"{shown}, time", told)
        if header[156:157] in REGULAR and length:
            end = min(size, at + BLOCK + length)
            yield Member(name=shown, span=(at + BLOCK, end))
        at += BLOCK + (length + BLOCK - 1) // BLOCK * BLOCK


def _is_header(block: bytes) -> bool:
    written = block[CHECKSUM].strip(b" \0")
    if not written or not written.isdigit() or b"8" in written or b"9" in written:
        return False
    return int(written, 8) == sum(block) - sum(block[CHECKSUM]) + 8 * ord(" ")


def _number(octal: bytes) -> int:
    if octal[:1] == b"\x80":  # GNU: a larger number in binary
        return min(int.from_bytes(octal[1:], "big"), 2**60)
    try:
        return int(octal.strip(b" \0") or b"0", 8)
    except ValueError:
        return 0


def _old(source: Source, start: int) -> Found:
    """The older form has no mark; its checksum tells."""
    block = source.data[start : start + BLOCK]
    if len(block) == BLOCK and block[257:262] != b"ustar" and any(block) and _is_header(block):
        yield from _open(source, start)


KINDS = (
    Kind(name="tar", magic=b"ustar", lead=257, open=_open),
    Kind(name="tar", magic=b"", open=_old, at_start=True),
)
