"""Foreign text as something that can be shown, or stored."""


def printable(untrusted_text: str) -> str:
    """The text as one printable line: line breaks, signs that steer terminals, and marks that turn
    the writing direction become "\ufffd"."""
    if untrusted_text.isprintable():
        return untrusted_text
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in untrusted_text)


def storable(untrusted_text: str) -> str:
    """The text with "?" for half surrogates (bytes of an argument that are no UTF-8, `\\ud83d` in
    JSON), which no digest and no database takes, and for NUL, which PostgreSQL does not take."""
    return untrusted_text.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")


def xml_text(untrusted_text: str) -> str:
    """The text with what XML 1.0 cannot hold as "\ufffd" (its production Char)."""
    return "".join(letter if _is_char(ord(letter)) else "\ufffd" for letter in untrusted_text)


def _is_char(code: int) -> bool:
    return (
        code in (0x9, 0xA, 0xD)
        or 0x20 <= code <= 0xD7FF
        or 0xE000 <= code <= 0xFFFD
        or 0x10000 <= code <= 0x10FFFF
    )
