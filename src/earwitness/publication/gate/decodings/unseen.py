"""Signs that nobody sees, and letters and digits that only look like other ones."""

import re
import unicodedata

from earwitness.publication.gate.decodings.in_place import InPlace, run_of


def _plain(match: re.Match[bytes]) -> bytes:
    text = unicodedata.normalize("NFKC", match[0].decode("utf-8", "replace"))
    return "".join(_digit(letter) for letter in text if not unicodedata.combining(letter)).encode()


def _digit(letter: str) -> str:
    value = unicodedata.decimal(letter, None)
    return letter if value is None else str(value)


UNSEEN = InPlace(
    name="unseen signs between",
    triggers=(
        *(b"\xc2\xad", b"\xcd\x8f", b"\xd8\x9c", b"\xe1\x85", b"\xe1\xa0\x8e", b"\xe2\x80"),
        *(b"\xe2\x81", b"\xef\xb8", b"\xef\xbb\xbf", b"\xf3\xa0", b"\x1b["),
    ),
    pattern=run_of(
        rb"\xc2\xad|\xcd\x8f|\xd8\x9c|\xe1\x85[\x9f\xa0]|\xe1\xa0\x8e"
        rb"|\xe2\x80[\x8b-\x8f\xaa-\xae]"
        rb"|\xe2\x81[\xa0-\xaf]|\xef\xb8[\x80-\x8f]|\xef\xbb\xbf|\xf3\xa0[\x80-\x87][\x80-\xbf]|\x1b\[[0-9;]{0,16}m"
    ),
    by=b"",
)
"""Soft hyphens, signs of no width, marks of writing direction, variants (Unicode: Cf, Mn), colours
of terminals (ECMA-48, 8.3.117)."""

FORMS = InPlace(
    name="other forms of digits and letters",
    triggers=(
        *(
            b"\xef\xbc",
            b"\xef\xbd",
            b"\xe2\x81",
            b"\xe2\x82",
            b"\xe2\x91",
            b"\xe2\x92",
            b"\xe2\x93",
        ),
        *(
            b"\xc2\xb2",
            b"\xc2\xb3",
            b"\xc2\xb9",
            b"\xd9",
            b"\xdb",
            b"\xe0",
            b"\xf0\x9d",
            b"\xf0\x9f",
        ),
        *(b"\xcc", b"\xcd"),
    ),
    pattern=run_of(
        rb"\xef[\xbc\xbd][\x80-\xbf]|\xe2(?:\x81[\xb0-\xbf]|\x82[\x80-\x9c]|[\x91-\x93][\x80-\xbf])"
        rb"|\xc2[\xb2\xb3\xb9]|\xd9[\xa0-\xa9]|\xdb[\xb0-\xb9]|\xe0[\xa5-\xbf][\x80-\xbf]"
        rb"|\xf0\x9d[\x80-\xbf][\x80-\xbf]|\xf0\x9f[\x84\xaf][\x80-\xbf]"
        rb"|\xcc[\x80-\xbf]|\xcd[\x80-\xaf]"
    ),
    by=_plain,
)
"""Wide, ringed, raised and mathematical letters and digits, and digits of other scripts, as plain
ones (Unicode NFKC; decimal values)."""
