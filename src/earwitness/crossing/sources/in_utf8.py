"""A file in any encoding, read as UTF-8 bytes."""

import codecs
import io
from typing import IO

_OF_NO_FILE = frozenset({"idna", "punycode", "raw-unicode-escape", "unicode-escape"})
"""Codecs of domain names and of source text; the time of two of them grows with the square."""


def is_charset(name: str) -> bool:
    """Whether files may be written in an encoding of this name."""
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return False
    return bool(codec._is_text_encoding) and codec.name not in _OF_NO_FILE


class InUtf8(io.RawIOBase):
    """A file in any encoding, read as UTF-8; what cannot be decoded becomes U+FFFD."""

    def __init__(self, stream: IO[bytes], encoding: str) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")
        self._left = b""
        self._ended = False

    def read(self, size: int = -1) -> bytes:
        """The next bytes, fewer than `size` only at the end."""
        while len(self._left) < size and not self._ended:
            block = self._stream.read(size)
            self._ended = not block
            text = self._decoder.decode(block, final=self._ended)
            self._left += text.encode("utf-8", "replace")
        out, self._left = self._left[:size], self._left[size:]
        return out

    def seek(self, offset: int, whence: int = 0) -> int:
        """Only to the very beginning, as the guard against byte order marks asks."""
        self._stream.seek(0)
        self._decoder.reset()
        self._left, self._ended = b"", False
        return 0

    def close(self) -> None:
        """Close the file underneath."""
        self._stream.close()
        super().close()
