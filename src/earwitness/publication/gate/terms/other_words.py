"""The other words of a term, beside the one by which it is found, however they are written."""

import re
from collections.abc import Iterator

from earwitness.publication.gate.terms.letters import visible
from earwitness.publication.gate.terms.lookalikes import plain_letters, unmixed
from earwitness.publication.gate.terms.name_terms import TermWord, is_form_of
from earwitness.runtime.russian.transliteration import is_latin

BROKEN = r"[-‐‑–=][ \t]*(?:\r?\n|\\n)[ \t>#*/]*|[-‐‑–][ \t\u00a0_;]{1,4}"
"""A hyphen at the end of a line; or before blanks, since programs join lines with them."""

APART = r"[^\W_](?:([ \u00a0._·•*~-]{1,2})[^\W_])(?:\1[^\W_])+(?![^\W_])"
"""Three letters or more, with the same signs between; the signs are the first group."""

_PIECES = re.compile(r"[^\W\d_][^\W\d_A-ZА-ЯЁЄІЇҐ]*")
_ENGLISH_ENDING = re.compile(r"(?:['’`]s|['’`])$")
_BROKEN = re.compile(BROKEN)
_NO_LETTER = re.compile(r"[\W_]+")


def is_written_as(word: TermWord, text: str, *, is_before: bool) -> bool:
    """Whether a text is a form of the word: plainly, with look-alike letters, its letters apart or
    broken over lines, with English 's, or joined with something else by a capital.

    `is_before`: it stands before what is found already, so that its end counts.
    """
    return any(is_form_of(word, one) for one in _readings(text, is_before))


def _readings(text: str, is_before: bool) -> Iterator[str]:
    yield text
    shown = visible(text)
    if is_latin(shown) and (ending := _ENGLISH_ENDING.search(shown)):
        yield shown[: ending.start()]
    joined = _NO_LETTER.sub("", shown)
    if joined != text:
        yield joined
    yield from unmixed(plain_letters(joined))
    if len(parts := _BROKEN.split(shown)) > 1:  # two words after all: "Oleg- Petrov"
        yield parts[-1 if is_before else 0]
    pieces = _PIECES.findall(joined)
    if len(pieces) > 1 or (pieces and pieces[0] != joined):
        yield pieces[-1 if is_before else 0]
