"""Numbers of telephones (IMEI) and of SIM cards (IMSI): what is odd about a written one."""

import re

PUNCTUATION = re.compile(r"[\s./-]")
SPREADSHEET = re.compile(r"\+?(\d)(?:[.,](\d+))?\s*[eе]\s*\+?(\d{1,2})", re.IGNORECASE)
WHOLE_FLOAT = re.compile(r"(\d+)[.,]0+")
ROUNDED = "a spreadsheet rounded it; the lost digits cannot be recovered"
# A double keeps 15 significant digits; a spreadsheet fills longer numbers up with noughts.
IMEI_DIGITS, SOFTWARE_VERSION_DIGITS = 15, 16


def is_rounded(text: str) -> bool:
    """Whether a spreadsheet wrote this number with fewer digits than it has (`7,955E+10`)."""
    match = SPREADSHEET.fullmatch(text.strip())
    return match is not None and len(match[2] or "") < int(match[3])


def digits_of(text: str) -> str:
    """The digits without punctuation and without a spreadsheet's `.0`; "" if it is no number."""
    whole = WHOLE_FLOAT.fullmatch(text.strip())
    bare = PUNCTUATION.sub("", whole[1] if whole else text)
    return bare if bare.isascii() and bare.isdecimal() else ""


def imei_doubt(text: str) -> str:
    """What is odd about a written IMEI, "" if nothing is.

    An IMEI has 14 digits and a check digit, an IMEISV 16 digits without one. Telephones send 0
    in place of the check digit (3GPP TS 23.003, section 6.2.1), so 0 is no fault.
    """
    if not text:
        return ""
    if is_rounded(text):
        return f"“{text}”: {ROUNDED}"
    digits = digits_of(text)
    if len(digits) not in (IMEI_DIGITS - 1, IMEI_DIGITS, SOFTWARE_VERSION_DIGITS):
        return f"“{text}” has not 14 to 16 digits (leading noughts may be lost)"
    if len(digits) == IMEI_DIGITS:
        expected = check_digit(digits[:-1])
        if digits[-1] not in ("0", expected):
            return f"the check digit of “{text}” should be {expected}: a digit may be wrong"
    return ""


def check_digit(digits: str) -> str:
    """The check digit of an IMEI by Luhn's formula (3GPP TS 23.003, annex B)."""
    doubled = (
        sum(divmod(int(digit) * 2, 10)) if place % 2 == 0 else int(digit)
        for place, digit in enumerate(reversed(digits))
    )
    return str(-sum(doubled) % 10)


def imsi_doubt(text: str) -> str:
    """What is odd about a written IMSI, "" if nothing is.

    It has at most 15 digits (3GPP TS 23.003, section 2.2); in use are 14 and 15.
    """
    if not text:
        return ""
    if is_rounded(text):
        return f"“{text}”: {ROUNDED}"
    if len(digits_of(text)) not in (14, 15):
        return f"“{text}” has not 14 or 15 digits"
    return ""
