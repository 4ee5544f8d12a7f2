"""Names that are written in one way: accounts, ids, files, paths, machines."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from earwitness.publication.gate.terms.english_words import is_english_word
from earwitness.publication.gate.terms.folding import Folded, fold_text
from earwitness.publication.gate.terms.latin_file_names import latin_file_names
from earwitness.publication.gate.terms.letters import first_byte, letter_text, text_before
from earwitness.publication.gate.terms.surroundings import is_given_name
from earwitness.records.gate import Hit, Identifier, IdentifierKind, Severity
from earwitness.runtime.russian.words import is_known

ANCHOR = 10
"""Letters at the begin by which a literal is looked for; all of it is compared then. Estimate."""

SHORTEST = 4
"""Letters and digits of a literal that counts wherever it stands. Estimate."""
LONG_GLUED = 7
"""Letters of a literal that is seen though something stands right behind it. Estimate."""
LONG_STEM = 12
"""Letters of a file's name that tell by their length alone. Estimate."""

_ACCOUNT_BEFORE = re.compile(
    r"(?:@|(?:t\.me|telegram\.me|vk\.com|ok\.ru|instagram\.com|facebook\.com|fb\.com|tiktok\.com/@?"
    r"|twitter\.com|x\.com|youtube\.com/@?|wa\.me|viber\.com|profile|user|users|home|username"
    r"|nickname|login|account|acct)[/\\:=\"' ]{1,4})$",
    re.IGNORECASE,
)
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_COPY = re.compile(r"(?<=\w)\s*\(\d{1,3}\)$")
"""How systems number copies: "call (2).wav"."""


@dataclass(frozen=True, slots=True, eq=False)
class Literal:
    """A text to be found as it is written. `needs_sign`: it is an ordinary word, so it counts only
    after "@", in an address or a path."""

    identifier: Identifier
    text: str
    folded: bytes
    needs_sign: bool


class LiteralSearch:
    """Finds user names, profile ids with letters, file names, paths, accounts and hosts."""

    def __init__(self, identifiers: Iterable[Identifier]) -> None:
        self._literals = tuple(
            literal for identifier in identifiers for literal in _literals(identifier)
        )

    def beginnings(self) -> Iterator[tuple[bytes, "_Found"]]:
        """Patterns at the begin of words."""
        for literal in self._literals:
            yield literal.folded[:ANCHOR], _Found(literal)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    literal: Literal
    has_blanks = True

    def hits(self, folded: Folded, start: int, end: int) -> Iterator[Hit]:
        """The literal, if all of it stands here."""
        whole = self.literal.folded
        stop = start + len(whole)
        if folded.letters[start:stop] != whole:
            return
        begin, after = first_byte(folded, start), int(folded.at[stop - 1]) + 1
        if (
            not _ends_here(folded, start, stop)
            or after - begin > 4 * len(self.literal.text.encode()) + 8
        ):
            return
        written = folded.data[begin:after].decode("utf-8", "replace")
        how = _likeness(written, self.literal.text)
        if how is None or _continues(folded.data, after, self.literal):
            return
        before = text_before(folded.data, begin, 40)
        signed = bool(_ACCOUNT_BEFORE.search(before))
        if self.literal.needs_sign and not signed:
            return
        at = begin - (before.endswith("@"))
        plain = how == "as written"
        severity = Severity.CERTAIN if plain and not self.literal.needs_sign else Severity.LIKELY
        yield Hit(
            identifier=self.literal.identifier, start=at, end=after, encoding=how,
            severity=severity,
        )  # fmt: skip


def _ends_here(folded: Folded, start: int, stop: int) -> bool:
    """Whether no letter or digit follows without a separator; a capital after small letters, or a
    letter of another script, may belong to what was put behind it."""
    if folded.apart[stop]:
        return True
    last, following = letter_text(folded, stop - 1), letter_text(folded, stop)
    begins = following.isupper() and not last.isupper() and last.isalpha()
    return stop - start >= LONG_GLUED and (begins or last.isascii() != following.isascii())


def _continues(data: bytes, after: int, literal: Literal) -> bool:
    """Whether a user name goes on: "nikita_k" is not "nikita"."""
    kinds = {IdentifierKind.USER_NAME, IdentifierKind.PROFILE_ID}
    following = data[after : after + 1]
    return literal.identifier.kind in kinds and following == b"_"


def _likeness(written: str, literal: str) -> str | None:
    """How what is written is the literal; None if only look-alike letters make it so."""
    low, wanted = written.casefold(), literal.casefold()
    if low == wanted:
        return "as written"
    if _signs_off(low) == _signs_off(wanted):
        return "with other signs between"
    return None


def _signs_off(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.replace("ё", "е"))


def _literals(identifier: Identifier) -> Iterator[Literal]:
    for text, needs_sign in _texts(identifier):
        folded = fold_text(text)
        if folded:
            yield Literal(identifier, text, folded, needs_sign)


def _texts(identifier: Identifier) -> Iterator[tuple[str, bool]]:
    text = identifier.value.strip().lstrip("@")
    if identifier.kind is IdentifierKind.FILE_NAME:
        yield from _file_texts(text)
    elif identifier.kind is IdentifierKind.MACHINE:
        is_path = bool(re.search(r"[/\\]", text))
        if len(fold_text(text)) >= 3:
            yield text, not is_path and not _is_telling(text)
    elif identifier.kind is IdentifierKind.PROFILE_ID and text.isdigit():
        return  # `number_ids`
    elif len(fold_text(text)) >= 3:
        yield text, not _is_telling(text)


def _is_telling(text: str) -> bool:
    """Whether a word cannot stand in a text by chance."""
    if len(fold_text(text)) < SHORTEST:
        return False
    if not _PLAIN_WORD.fullmatch(text):
        return True
    low = text.lower()
    return not (is_known(low) or is_english_word(low) or is_given_name(text.capitalize())) and (
        len(text) >= 6
    )


def _file_texts(text: str) -> Iterator[tuple[str, bool]]:
    """The whole name; and its stem if it tells."""
    stem, dot, extension = text.rpartition(".")
    stem = _COPY.sub("", stem)
    if dot and stem and re.fullmatch(r"[A-Za-z0-9]{1,5}", extension):
        if is_telling_stem(stem):
            yield stem, False
            yield from ((one, False) for one in latin_file_names(stem) if is_telling_stem(one))
        elif len(fold_text(stem)) >= SHORTEST and not _is_common(stem):
            yield text, False
    elif is_telling_stem(text):
        yield text, False


def is_telling_stem(stem: str) -> bool:
    """Whether a file's name without its extension is found by itself: it is long, or has several
    digits, and no ordinary word."""
    letters = fold_text(stem)
    digits = sum(character.isdigit() for character in stem)
    return len(letters) >= LONG_STEM or (digits >= 3 and len(letters) >= 6)


@cache
def _is_common(stem: str) -> bool:
    low = stem.lower().strip(" _-.()0123456789")
    return bool(_PLAIN_WORD.fullmatch(low)) and (is_english_word(low) or is_known(low))
