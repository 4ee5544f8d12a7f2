"""Foreign text as something that can be shown, or stored."""


def printable(untrusted_text: str) -> str:
    """The text as one printable line: line breaks, signs that steer terminals, and marks that turn
    the writing direction become "\ufffd"."""
    if untrusted_text.isprintable():
        return untrusted_text
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in untrusted_text)


def storable(untrusted_text: str) -> str:
    """The text with "?" for half surrogates (bytes of an argument that are no UTF-8, `\\ud83d` in
    JSON), which no digest and no database takes."""
    return untrusted_text.encode("utf-8", "replace").decode("utf-8")
