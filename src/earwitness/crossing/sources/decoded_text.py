"""A text whose encoding was told from its head, when what follows is written otherwise."""

import codecs
import io
from typing import IO

from charset_normalizer import from_bytes

LIKELY_ENCODINGS = ["cp1251", "koi8-r", "koi8-u", "cp866", "cp1252"]
_BLOCK = 64 * 1024
_SAMPLE = 16 * 1024
_UTF_8 = frozenset({"utf-8", "utf-8-sig"})


def likely_encoding(sample: bytes) -> str | None:
    """The likeliest encoding of one byte a character; None if it is no text in any."""
    best = from_bytes(sample, cp_isolation=LIKELY_ENCODINGS).best()
    return best.encoding if best else None


class DecodedText(io.RawIOBase):
    """A file in any encoding, read as UTF-8.

    A text that is ASCII at first, and no UTF-8 where the first other letters stand, goes on in the
    likeliest encoding from there. Other bytes that cannot be decoded become U+FFFD, and
    `is_unreadable` says that there were some.
    """

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        self._encoding = encoding
        self._may_change = encoding in _UTF_8
        self._left = b""
        self.is_unreadable = False

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fill the buffer; raises what the file raises."""
        while not self._left:
            block = self._stream.read(_BLOCK)
            self._left = self._decoded(block).encode("utf-8", "replace")
            if not block:
                break
        count = min(len(buffer), len(self._left))
        buffer[:count], self._left = self._left[:count], self._left[count:]
        return count

    def _decoded(self, block: bytes) -> str:
        before = self._decoder.getstate()
        try:
            text = self._decoder.decode(block, final=not block)
        except UnicodeDecodeError:
            return self._otherwise(before, block)
        self._may_change = self._may_change and text.lstrip("\ufeff").isascii()
        return text

    def _otherwise(self, before: tuple[bytes, int], block: bytes) -> str:
        """The block that cannot be decoded strictly."""
        pending = before[0] if self._encoding in _UTF_8 else b""
        encoding = self._encoding
        if self._may_change and block and _is_no_utf_8(pending + block):
            encoding = _of_lines(pending + block) or encoding
        self._may_change = False
        if encoding == self._encoding:
            self._decoder = codecs.getincrementaldecoder(encoding)("replace")
            self._decoder.setstate(before)
            self.is_unreadable = True
            return self._decoder.decode(block, final=not block)
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("strict")
        return self._decoded(pending + block)


def _is_no_utf_8(block: bytes) -> bool:
    """Whether more is wrong as UTF-8 than reads as such outside ASCII: single damaged letters
    change no encoding, and single letters of another one look like UTF-8. Estimate."""
    text = block.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return 2 * wrong > sum(letter > "\x7f" for letter in text)


def _of_lines(block: bytes) -> str | None:
    """The likeliest encoding of the lines with letters outside ASCII; others say nothing."""
    lines = (line for line in block.splitlines() if not line.isascii())
    return likely_encoding(b"\n".join(lines)[:_SAMPLE])
