"""Text that a PDF page shows: strings put together, and glyph numbers led back to letters."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

Codes = dict[bytes, str]
"""Letters by code of one or two bytes, of one font."""

MOST_FONTS = 8
"""Tables that are tried on one font of a page, where several fit."""

MOST_CODES = 1_000_000
"""Codes that one table may tell, many times what the largest fonts have. Estimate."""


class TooManyCodes(Exception):
    """A table tells more codes than are read."""


WORD_GAP = -180.0
"""Shift in a TJ list, in thousandths, from which a blank is seen. Estimate."""

_TOKEN = re.compile(
    rb"\\.|[()]|<[0-9A-Fa-f\s]*>|/[^\s/<>\[\]()]+|[-+]?\d+\.?\d*|[-+]?\.\d+|[A-Za-z*]+|['\"]",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(\[[^\]\[]*\]|<[0-9A-Fa-f\s]*>)")


def tokens(data: bytes) -> Iterator[tuple[str, bytes]]:
    """("string", its bytes) or ("word", name, number or operator), in order."""
    depth = start = 0
    for found in _TOKEN.finditer(data):
        token = found[0]
        if token == b"(":
            start = found.end() if not depth else start
            depth += 1
        elif token == b")" and depth:
            depth -= 1
            if not depth:
                yield "string", _unescaped(data[start : found.start()])
        elif not depth and token[:1] == b"<":
            digits = re.sub(rb"\s", b"", token[1:-1])
            yield "string", bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
        elif not depth and token[:1] not in b"\\)":
            yield "word", token


def _unescaped(data: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        own = found[1]
        if own[:1].isdigit():
            return bytes([int(own, 8) & 0xFF]) if own[0] < ord("8") else own
        return b"" if own in (b"\n", b"\r", b"\r\n") else _ESCAPED.get(own, own)

    return _ESCAPE.sub(plain, data)


def strings(data: bytes) -> Iterator[bytes]:
    """Strings of objects (titles, notes, addresses), as UTF-8 where they say that they are
    UTF-16, else as they are."""
    for kind, own in tokens(data):
        if kind == "string" and own:
            wide = own[:2] == b"\xfe\xff"
            yield own[2:].decode("utf-16-be", "replace").encode() if wide else own


def code_table(data: bytes) -> Codes:
    """The way back from glyphs to letters that a ToUnicode stream tells (Adobe TN 5411).

    Raises:
        TooManyCodes: it would take long, as in a bomb of ranges.
    """
    table: Codes = {}
    told = 0
    for block in _blocks(data, b"bfchar"):
        own = [_bytes(one) for one in _HEX.findall(block)]
        table.update({code: _letters(to) for code, to in zip(own[::2], own[1::2], strict=False)})
    for block in _blocks(data, b"bfrange"):
        for first, last, to in _RANGE.findall(block):
            own_range = dict(_of_range(_bytes(first), _bytes(last), to))
            told += len(own_range)
            if told > MOST_CODES:
                raise TooManyCodes
            table.update(own_range)
    return table


def _blocks(data: bytes, name: bytes) -> Iterator[bytes]:
    """What stands between `begin` and `end` of this name; one without an end goes to the next."""
    for block in data.split(b"begin" + name)[1:]:
        yield block.partition(b"end" + name)[0]


def _of_range(first: bytes, last: bytes, to: bytes) -> Iterator[tuple[bytes, str]]:
    begin, count = int.from_bytes(first, "big"), int.from_bytes(last, "big") + 1
    listed = [_letters(_bytes(one)) for one in _HEX.findall(to)]
    for step in range(min(count - begin, 65_536)):
        code = (begin + step).to_bytes(len(first), "big")
        if to[:1] == b"[":
            if step < len(listed):
                yield code, listed[step]
        elif listed and listed[0] and ord(listed[0][-1]) + step < 0x110000:
            yield code, listed[0][:-1] + chr(ord(listed[0][-1]) + step)


def _bytes(digits: bytes) -> bytes:
    own = re.sub(rb"\s", b"", digits)
    return bytes.fromhex((own + b"0" * (len(own) % 2)).decode("ascii"))


def _letters(data: bytes) -> str:
    return data.decode("utf-16-be", "ignore")


@dataclass(slots=True)
class _Shown:
    """What a page shows in one font after another: (font, string), or a gap (None, how wide)."""

    runs: list[tuple[bytes | None, bytes]] = field(default_factory=list)

    def gap(self, sign: bytes) -> None:
        self.runs.append((None, sign))


def shown(data: bytes) -> list[tuple[bytes | None, bytes]]:
    """Strings of a page with their fonts, and gaps: " " within a line, a new line else."""
    out = _Shown()
    font = b""
    waiting: list[tuple[bytes | None, bytes]] = []
    operands: list[float] = []
    for kind, own in tokens(data):
        if kind == "string":
            waiting.append((font, own))
        elif _is_number(own):
            operands.append(float(own))
            if waiting and operands[-1] <= WORD_GAP:
                waiting.append((None, b" "))
            continue
        elif own[:1] == b"/":
            font, operands = own, []
            continue
        else:
            _operator(own, out, waiting, operands)
            waiting = []
        operands = []
    return out.runs


def _is_number(own: bytes) -> bool:
    return own[:1] in b"0123456789+-."


def _operator(
    name: bytes, out: _Shown, waiting: list[tuple[bytes | None, bytes]], operands: list[float]
) -> None:
    if name in (b"Tj", b"TJ"):
        out.runs.extend(waiting)
    elif name in (b"'", b'"'):
        out.gap(b"\n")
        out.runs.extend(waiting)
    elif name in (b"Td", b"TD"):
        out.gap(b" " if len(operands) >= 2 and operands[-1] == 0 else b"\n")
    elif name == b"Tm":
        out.gap(b" ")
    elif name in (b"T*", b"ET"):
        out.gap(b"\n")


def texts(data: bytes, tables: Sequence[Codes]) -> Iterator[bytes]:
    """What a page shows, as bytes: its gaps kept, and its blanks left out; each with glyphs as
    letters (UTF-8), and with codes as they are."""
    runs = shown(data)
    if not any(font is not None for font, _ in runs):
        return
    led_back = _led_back(runs, tables)
    for gap in (True, False):
        yield b"".join(
            own if font is not None or gap or own == b"\n" else b"" for font, own in runs
        )
        for of_font in led_back:
            yield b"".join(
                _with(of_font.get(font), own)
                if font is not None
                else own
                if gap or own == b"\n"
                else b""
                for font, own in runs
            )


def _with(table: Codes | None, own: bytes) -> bytes:
    if table is None:
        return own
    width = max(map(len, table), default=1)
    codes = [own[at : at + width] for at in range(0, len(own), width)]
    return "".join(table.get(code, "") for code in codes).encode("utf-8", "replace")


def _led_back(
    runs: Sequence[tuple[bytes | None, bytes]], tables: Sequence[Codes]
) -> list[dict[bytes | None, Codes]]:
    """For each font the tables that know its codes best; one choice for all fonts a time."""
    fonts = {font for font, _ in runs if font is not None}
    choices: dict[bytes, list[Codes]] = {}
    for font in fonts:
        own = b"".join(text for name, text in runs if name == font)
        rated = [
            (share, place) for place, table in enumerate(tables) if (share := _known(table, own))
        ]
        best = max((share for share, _ in rated), default=0.0)
        fitting = [tables[place] for share, place in rated if share >= best]
        choices[font] = fitting[:MOST_FONTS]
    most = max((len(own) for own in choices.values()), default=0)
    return [
        {font: own[number % len(own)] for font, own in choices.items() if own}
        for number in range(most)
    ]


def _known(table: Codes, own: bytes) -> float:
    """Share of codes that a table knows."""
    width = max(map(len, table), default=1)
    codes = {own[at : at + width] for at in range(0, len(own), width)}
    return sum(code in table for code in codes) / max(1, len(codes))
