"""Foreign text as something that can be shown."""


def printable(untrusted_text: str) -> str:
    """The text as one printable line: line breaks, signs that steer terminals, and marks that turn
    the writing direction become "\ufffd"."""
    if untrusted_text.isprintable():
        return untrusted_text
    return "".join(letter if letter.isprintable() else "\ufffd" for letter in untrusted_text)
