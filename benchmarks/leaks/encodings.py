"""Encodings of a text that leave a text: what a page, a program or a mail program makes of it."""

import base64
import gzip
import html
import json
import quopri
import zlib
from collections.abc import Callable
from random import Random
from urllib.parse import quote

Encoding = Callable[[str, Random], str]


def _base64(text: str, random: Random) -> str:
    return base64.b64encode(text.encode()).decode()


def _wrapped_base64(text: str, random: Random) -> str:
    """As MIME wraps it, with text around it so that it is longer than a line."""
    filled = f"Weather in the region was dry. {text} The road north stayed open all of that week."
    return base64.encodebytes(filled.encode()).decode()


def _in_base64(packed: Callable[[bytes], bytes]) -> Encoding:
    return lambda text, _: base64.b64encode(packed(text.encode())).decode()


def _raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


def _percent(text: str, random: Random) -> str:
    """Every byte but letters and digits, or every byte at all."""
    if random.random() < 0.5:
        return quote(text, safe="")
    return "".join(f"%{byte:02X}" for byte in text.encode())


def _entities(text: str, random: Random) -> str:
    form = random.choice(["&#{};", "&#x{:x};", "&#x{:04X};"])
    return "".join(form.format(ord(sign)) for sign in text)


def _some_entities(text: str, random: Random) -> str:
    return "".join(
        f"&#{ord(sign)};" if random.random() < 0.5 else html.escape(sign) for sign in text
    )


def _utf16_units(text: str) -> list[int]:
    data = text.encode("utf-16-be")
    return [int.from_bytes(data[place : place + 2], "big") for place in range(0, len(data), 2)]


def _backslash_u(text: str, random: Random) -> str:
    return "".join(f"\\u{unit:04x}" for unit in _utf16_units(text))


def _backslash_x(text: str, random: Random) -> str:
    return "".join(f"\\x{byte:02x}" for byte in text.encode())


def _hex(text: str, random: Random) -> str:
    own = text.encode()
    plain = random.choice([own.hex(), own.hex(" "), own.hex(":")])
    return plain.upper() if random.random() < 0.3 else plain


def _quoted_printable(text: str, random: Random) -> str:
    """With a soft line break somewhere, as mail programs cut long lines."""
    return quopri.encodestring(("x" * random.randint(40, 74) + " " + text).encode()).decode()


def _encoded_word(text: str, random: Random) -> str:
    if random.random() < 0.5:
        return f"=?UTF-8?B?{base64.b64encode(text.encode()).decode()}?="
    return "=?utf-8?Q?" + "".join(f"={byte:02X}" for byte in text.encode()) + "?="


def _character_codes(text: str, random: Random) -> str:
    return "String.fromCharCode(" + ",".join(str(unit) for unit in _utf16_units(text)) + ")"


def _joined_strings(text: str, random: Random) -> str:
    place = random.randint(1, max(1, len(text) - 1))
    sign = random.choice(['"', "'"])
    return f"{sign}{text[:place]}{sign} + {sign}{text[place:]}{sign}"


ENCODINGS: dict[str, Encoding] = {
    "base64": _base64,
    "base64 for URLs": lambda text, _: base64.urlsafe_b64encode(text.encode()).decode().rstrip("="),
    "base64 in lines": _wrapped_base64,
    "base64 of UTF-16": lambda text, _: base64.b64encode(text.encode("utf-16-le")).decode(),
    "gzip in base64": _in_base64(gzip.compress),
    "zlib in base64": _in_base64(zlib.compress),
    "deflate in base64": _in_base64(_raw_deflate),
    "base32": lambda text, _: base64.b32encode(text.encode()).decode(),
    "hex": _hex,
    "percent": _percent,
    "percent twice": lambda text, random: quote(_percent(text, random), safe=""),
    "entities": _entities,
    "some entities": _some_entities,
    "JSON \\u": _backslash_u,
    "\\x": _backslash_x,
    "quoted-printable": _quoted_printable,
    "encoded word": _encoded_word,
    "JSON in a JSON string": lambda text, _: json.dumps(json.dumps({"note": text})),
    "character codes": _character_codes,
    "strings joined": _joined_strings,
    "data address": lambda text, random: f"data:text/plain;base64,{_base64(text, random)}",
}
