"""The attribute `lang`: which language a text is in, so that it is read aloud as it should be."""

import re

UKRAINIAN = frozenset("іїєґІЇЄҐ")
CYRILLIC = range(0x0400, 0x0500)
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""Shape of a BCP-47 tag (RFC 5646, section 2.1), enough to keep nonsense out of `lang`."""


def language_of(text: str) -> str:
    """`uk`, `ru` or `en`, by letters alone. Estimate."""
    if not UKRAINIAN.isdisjoint(text):
        return "uk"
    return "ru" if any(ord(sign) in CYRILLIC for sign in text) else "en"


def language_tag(untrusted: str) -> str:
    """The tag if it is one, else nothing."""
    return untrusted if _TAG.fullmatch(untrusted) else ""
