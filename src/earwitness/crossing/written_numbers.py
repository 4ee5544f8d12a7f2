"""What stands around the digits of a number: labels, URIs, dialling codes, keys after dialling."""

import re
import unicodedata
from dataclasses import dataclass, replace

FEWEST_REAL_DIGITS = 8
"""Digits that must be written as such before a letter beside them is read as one. Estimate."""

LONGEST_AFTER_DIALLING = 6
"""Keys after a mere comma or semicolon; more of them may be a second number. Estimate."""

FEWEST_WITH_PLUS = 7
"""Digits that a number with its plus has at the least: those of small islands (+690 7290, in the
ranges of phonenumbers)."""

_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－"), "-")
_SEPARATORS = dict.fromkeys(map(ord, "~∼|¦/\\_·•∙"), " ")
_LOOKALIKES = str.maketrans(
    dict.fromkeys("ОоOo", "0") | dict.fromkeys("ЗзӠ", "3") | dict.fromkeys("lI", "1")
)
_LABEL = re.compile(
    r"^(?:(?:tel|callto|sms|mobile|mob|cell|phone|тел|телефон|моб|мобильный|мобільний|сот|т|м"
    r"|номер|ном)\b\.?|№|no(?=[\s.:\d]))[.:]*\s*",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"@(?:s\.whatsapp\.net|c\.us)$", re.IGNORECASE)
_CHAT_LINK = re.compile(
    r"^(?:https?://)?(?:wa\.me/|api\.whatsapp\.com/send\?phone=)", re.IGNORECASE
)
_SIP = re.compile(r"^sips?:([^@;?]+)(?:@[^;?]*)?((?:;[^?]*)?)", re.IGNORECASE)
_IN_BRACKETS = re.compile(r"^[^<>]*<([^<>]+)>\s*$")
_PARAMETERS = re.compile(r";[a-z-]+(?:=[^;]*)?(?=;|$)", re.IGNORECASE)
_CONTEXT = re.compile(r";phone-context=(\+[\d\-.()]+)", re.IGNORECASE)
_EXTENSION = re.compile(r"[\s,;(]*(?:;ext=|ext\.?|доб\.?|x)\s*\d{1,6}\)?$", re.IGNORECASE)
_CALLER_ID_CODE = re.compile(r"^(?:[*#]3[01]#|\*(?:67|82)(?!\d{1,3}\*)\*?)\s*")
_SERVICE_CODE = re.compile(r"^(?:\*\*?|##?|\*#)\d{2,3}[*#].*#$")
_KEYS_AFTER_PAUSE = re.compile(r"\s*[pw][\dpw,;*#\s]*$", re.IGNORECASE)
_KEYS_AFTER_COMMA = re.compile(rf"\s*[,;][,;]*(?:\d{{1,{LONGEST_AFTER_DIALLING}}}#?)?[,;#]*$")
_WHOLE_FLOAT = re.compile(r"^(\+?\d{7,15})[.,]0+$")
_LABELLED_PLUS = re.compile(r"^[^\d+*#]*?(\+[\d\s()\-.]{10,}\d)[^\d+*#]*$")
_TOUCHED = re.compile(r"[^\W\d_]\+|\d[^\W\d_]")
_DIGIT_OR_LOOKALIKE = re.compile(r"^[\d+()\-.\sОоOoЗзӠlI]+$")


@dataclass(frozen=True, slots=True)
class Bare:
    """A number without what stood around it; `context` is the RFC 3966 prefix ("+7955"), if any.

    `lookalikes`: letters were read as digits. `service_code`: it is no number that was called.
    """

    text: str
    context: str = ""
    lookalikes: bool = False
    service_code: bool = False


def cleaned(untrusted_number: str) -> str:
    """Full-width digits to plain ones, invisible marks away, one kind of hyphen and space."""
    plain = unicodedata.normalize("NFKC", untrusted_number).translate(_DASHES)
    visible = "".join(
        " " if c in "\n\r\t" else c
        for c in plain
        if c in "\n\r\t" or unicodedata.category(c) not in {"Cf", "Cc", "Mn"}
    )
    digits = "".join(
        str(unicodedata.decimal(c)) if c.isdecimal() else c  # Arabic and other digits too
        for c in visible
    )
    return " ".join(digits.split()).strip("'\"`= ")


def undressed(written: str) -> Bare:
    """The bare number of a cleaned text.

    Takes away labels, `tel:` and `sip:` URIs (RFC 3966, RFC 3261 with the number as user part, as
    IMS writes it), account suffixes, caller-id codes (3GPP TS 22.030: *31#, #31#; *67 and *82 of
    North American networks), extensions, and pauses with keys after them (`p` `w` of RFC 2806,
    `,` `;` of address books).
    """
    bracketed = _IN_BRACKETS.match(written)
    text = (bracketed.group(1) if bracketed else written).strip("[]<>{}| ").replace("%2B", "+")
    if _SERVICE_CODE.match(text) and not _CALLER_ID_CODE.match(text):
        return Bare(text, service_code=True)
    found = _without_uri(text)
    bare = _CALLER_ID_CODE.sub("", _EXTENSION.sub("", found.text).strip())
    bare = _labelled(_without_keys(_without_labels(bare)))
    bare = re.sub(r"^\+[+\s]*(00)?(?=\d)", lambda m: "00" if m.group(1) else "+", bare)
    bare = re.sub(r"^8\s*\+(?=\s*7)", "+", bare)  # "8+7 955 …": the trunk eight before the whole
    return _with_lookalikes(replace(found, text=bare.translate(_SEPARATORS).strip(" .:")))


def _without_uri(text: str) -> Bare:
    context = _CONTEXT.search(text)
    prefix = re.sub(r"[^\d+]", "", context.group(1)) if context else ""
    if sip := _SIP.match(text):
        return Bare(sip.group(1), prefix)
    bare = _CHAT_LINK.sub("", _ACCOUNT.sub("", _without_labels(text)))
    return Bare(_PARAMETERS.sub("", bare).strip(), prefix)


def _without_labels(text: str) -> str:
    """Labels may follow each other: "моб. тел.:"."""
    while (shorter := _LABEL.sub("", text).lstrip(": /")) != text:
        text = shorter
    return text


def _without_keys(bare: str) -> str:
    """Without pauses and the keys after them, and without a spreadsheet's ".0"."""
    if whole := _WHOLE_FLOAT.match(bare):
        return whole.group(1)
    for pattern in (_KEYS_AFTER_PAUSE, _KEYS_AFTER_COMMA):
        shorter = pattern.sub("", bare)
        fewest = FEWEST_WITH_PLUS if shorter.lstrip().startswith("+") else FEWEST_REAL_DIGITS
        if shorter != bare and sum(c.isdigit() for c in shorter) >= fewest:
            return shorter
    return bare


def _labelled(bare: str) -> str:
    """The number of "мама +7 …" or "+7 … (мама)": with its plus it is a number beyond doubt.

    Not if a letter touches it: that may stand for a digit.
    """
    found = _LABELLED_PLUS.match(bare)
    return found.group(1) if found and not _TOUCHED.search(bare) else bare


def _with_lookalikes(bare: Bare) -> Bare:
    real = sum(character.isdigit() for character in bare.text)
    if real < FEWEST_REAL_DIGITS or not _DIGIT_OR_LOOKALIKE.match(bare.text):
        return bare
    read = bare.text.translate(_LOOKALIKES)
    return replace(bare, text=read, lookalikes=read != bare.text)
