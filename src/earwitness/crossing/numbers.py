"""Telephone numbers as people, phones and spreadsheets write them, read into E.164 lines.

Reading rules, in order; `region` is the country of numbers written without one:

1. `+…` and `00…` are international (ITU-T E.123; 00 also where the local prefix differs, since
   phones are carried abroad: a judgement).
2. `810…` is international in the countries that dialled 8~10 (`_EIGHT_TEN_REGIONS`).
3. `8` and ten digits from 3, 4, 7, 8 or 9 on is the Russian and Kazakh trunk notation in those
   countries; elsewhere among them it is read so only if it is no number of the region itself.
4. `8`, a carrier's code and ten digits is a Russian long-distance call through that carrier: codes
   51 to 55 and 21 to 25 (order 112 of the ministry of information technologies, 26 September 2007;
   56 to 59, 50, 26 to 29 and 20 are for calls abroad, and are not read).
5. A bare number is read as a number of the region, then as an international one without its
   plus; a reading within an assigned range wins over one that is only possible by length.
   Without any prefix (`7955214301`: a national number, or one that lost its last digit?) only
   an assigned range counts; so it does for bare numbers of far countries.

A number counts if it is *possible* (right length for a mobile or fixed line of its country),
not only if it is *valid* (within a range known as assigned): ranges are opened all the time, and
invented numbers must pass too. `note` says so where a line is possible only. What has two
readings or none stays UNREADABLE; nothing is guessed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import phonenumbers
from phonenumbers import PhoneNumber, PhoneNumberFormat, PhoneNumberType, ValidationResult

from earwitness.crossing.written_numbers import Bare, cleaned, undressed
from earwitness.records.call import NumberKind, ParsedNumber

LONGEST_WRITTEN = 120
"""Characters; E.164 allows 15 digits, the rest is punctuation, labels and room for mistakes."""

SHORT_DIGITS = 6
"""Service and emergency codes have at most six digits. Estimate."""

ZEROS_OF_DAMAGE = 7
"""`7,955E+10`, opened and saved again, becomes 79550000000: seven noughts."""

ZEROS_OF_DOUBT = 5
"""Six significant digits is what a spreadsheet's general format shows, so five are lost."""

FEWEST_FAR_DIGITS = 11
"""Digits below which a bare number is not read as one of a far country (a judgement)."""

MOST_IN_A_CELL = 5
"""Numbers that are read from one cell. Estimate."""

LOOKALIKES = "Letters that look like digits were read as digits: compare with the source."

_EIGHT_TEN_REGIONS = frozenset(
    ("RU", "KZ", "BY", "UA", "UZ", "TM", "TJ", "KG", "AM", "AZ", "GE", "MD")
)
_CARRIER_SELECTED = re.compile(r"8[25][1-5][3489]\d{9}$")
_NEAR_COUNTRY_CODES = frozenset((7, 373, 374, 375, 380, 992, 993, 994, 995, 996, 998))
_BETWEEN_NUMBERS = re.compile(r"[,;/|\n\r]+|\s(?=\+)|(?<=\d{4})\s(?=8[\s(\-]?\(?9)")
_SCIENTIFIC = re.compile(r"^\+?(\d+)(?:[.,](\d+))?\s*[eе]\s*\+?(\d{1,2})$", re.IGNORECASE)
_WRITTEN_NUMBER = re.compile(r"^[\d+()\-.\s*#]+$")
_WITHHELD = re.compile(
    r"withh?eld|anonym|private|restricted|unknown|unavailable|hidden|blocked|no caller id"
    r"|no number|not disclosed|clir|аноним|анонім|скрыт|прихован|заборон|запрещ|неизвест"
    r"|невідом|недоступ|не\s*определ|не\s*визнач|антиаон|без номера|засекреч",
    re.IGNORECASE,
)


def parse_number(untrusted_number: str, *, region: str) -> ParsedNumber:
    """Read one number as written.

    `region` is ISO 3166, two letters ("RU", "UA"). Never raises; the answer keeps what was
    written. The E.164 number is set exactly when the kind is LINE.
    """
    if len(untrusted_number) > LONGEST_WRITTEN:
        return _answer(untrusted_number, NumberKind.UNREADABLE, note="Too long for a number.")
    return _parsed(untrusted_number, region)


@lru_cache(maxsize=100_000)
def _parsed(untrusted_number: str, region: str) -> ParsedNumber:
    written = cleaned(untrusted_number)
    if not any(character.isalnum() for character in written):
        return _answer(untrusted_number, NumberKind.EMPTY)
    if not any(character.isdigit() for character in written):
        return _without_digits(untrusted_number, written)
    if scientific := _SCIENTIFIC.match(written):
        return _from_scientific(untrusted_number, scientific, region)
    parsed = _from_bare(untrusted_number, undressed(written), region)
    if parsed.kind is NumberKind.UNREADABLE and _BETWEEN_NUMBERS.search(untrusted_number):
        return _of_several(parsed, _split(untrusted_number, region))
    return parsed


def numbers_in(untrusted_cell: str, *, region: str) -> tuple[ParsedNumber, ...]:
    """Every number of a cell that may hold several ("+7 …, 8 …"), each as `parse_number` reads it.

    One answer, that of `parse_number`, unless the whole is unreadable and each piece is a line.
    """
    whole = parse_number(untrusted_cell, region=region)
    pieces = _split(untrusted_cell, region) if whole.kind is NumberKind.UNREADABLE else ()
    return pieces or (whole,)


def line_of(untrusted_number: str, *, region: str) -> str | None:
    """The line in E.164, or None if what is written is not exactly one line."""
    return parse_number(untrusted_number, region=region).number_e164


def is_doubtful(parsed: ParsedNumber) -> bool:
    """Whether a reader of a call must know the note: the number cannot be read, or it is a line
    that a spreadsheet may have rounded, or that was written with letters for digits."""
    if parsed.kind is NumberKind.LINE:
        return (parsed.number_e164 or "").endswith("0" * ZEROS_OF_DOUBT) or (
            parsed.note == LOOKALIKES
        )
    return bool(parsed.note) and parsed.kind is not NumberKind.EMPTY


def _answer(
    untrusted_number: str, kind: NumberKind, *, line: str | None = None, note: str = ""
) -> ParsedNumber:
    return ParsedNumber(untrusted_number=untrusted_number, kind=kind, number_e164=line, note=note)


def _split(untrusted_cell: str, region: str) -> tuple[ParsedNumber, ...]:
    """The numbers of a cell if it consists of lines alone, at most `MOST_IN_A_CELL`; else none."""
    if len(untrusted_cell) > LONGEST_WRITTEN:
        return ()
    pieces = [p for p in _BETWEEN_NUMBERS.split(untrusted_cell) if any(map(str.isalnum, p))]
    if not 1 < len(pieces) <= MOST_IN_A_CELL:
        return ()
    read = tuple(parse_number(piece.strip(), region=region) for piece in pieces)
    return read if all(one.kind is NumberKind.LINE for one in read) else ()


def _of_several(whole: ParsedNumber, pieces: tuple[ParsedNumber, ...]) -> ParsedNumber:
    """One line if all pieces are the same one; else it stays unread, and the note says why."""
    lines = {piece.number_e164 for piece in pieces}
    if len(lines) == 1:
        return _answer(
            whole.untrusted_number,
            NumberKind.LINE,
            line=pieces[0].number_e164,
            note=next((piece.note for piece in pieces if piece.note), ""),
        )
    return replace(whole, note=f"It holds {len(lines)} numbers.") if lines else whole


def _without_digits(untrusted_number: str, written: str) -> ParsedNumber:
    if _WITHHELD.search(written):
        return _answer(untrusted_number, NumberKind.WITHHELD)
    return _answer(untrusted_number, NumberKind.UNREADABLE, note="It has no digits.")


def _from_scientific(untrusted_number: str, match: re.Match[str], region: str) -> ParsedNumber:
    """A spreadsheet's notation: damage, unless every digit of the number is still written."""
    whole, fraction, exponent = match.group(1), match.group(2) or "", int(match.group(3))
    if len(whole) == 1 and len(fraction) == exponent:
        return _from_digits(untrusted_number, whole + fraction, region)
    return _answer(
        untrusted_number,
        NumberKind.DAMAGED,
        note="A spreadsheet rounded this number; the lost digits cannot be recovered from it.",
    )


def _from_bare(untrusted_number: str, bare: Bare, region: str) -> ParsedNumber:
    if bare.service_code:
        note = "A code that sets a service of the network; a number within it was not called."
        return _answer(untrusted_number, NumberKind.UNREADABLE, note=note)
    if bare.context and not bare.text.startswith("+"):
        whole = _from_digits(untrusted_number, bare.context + bare.text, region)
        if whole.kind is NumberKind.LINE and not whole.note:
            return whole
    parsed = _from_digits(untrusted_number, bare.text, region)
    if bare.lookalikes and parsed.kind is NumberKind.LINE:
        return replace(parsed, note=LOOKALIKES)
    return parsed


def _from_digits(untrusted_number: str, bare: str, region: str) -> ParsedNumber:
    if not _WRITTEN_NUMBER.match(bare):
        return _answer(
            untrusted_number, NumberKind.UNREADABLE, note="It is not written like one number."
        )
    digits = re.sub(r"\D", "", bare)
    if not digits:
        return _answer(untrusted_number, NumberKind.UNREADABLE, note="It has no digits.")
    if len(digits) <= SHORT_DIGITS:
        return _answer(untrusted_number, NumberKind.SHORT, note="A short or service code.")
    if re.search(r"[*#]|.\s*\+", bare):
        return _answer(
            untrusted_number, NumberKind.UNREADABLE, note="It is not written like one number."
        )
    if digits.endswith("0" * ZEROS_OF_DAMAGE):
        return _answer(
            untrusted_number,
            NumberKind.DAMAGED,
            note="It ends in seven noughts or more: probably rounded by a spreadsheet.",
        )
    return _read_line(untrusted_number, bare.startswith("+"), digits, region.upper())


def _read_line(untrusted_number: str, has_plus: bool, digits: str, region: str) -> ParsedNumber:
    readings = list(_readings(has_plus, digits, region))
    if not readings:
        return _answer(
            untrusted_number,
            NumberKind.UNREADABLE,
            note=f"It reads as no country's number (written without one, region {region}).",
        )
    chosen = next((r for r in readings if phonenumbers.is_valid_number(r)), readings[0])
    line = phonenumbers.format_number(chosen, PhoneNumberFormat.E164)
    return _answer(untrusted_number, NumberKind.LINE, line=line, note=_doubt(chosen, line))


def _doubt(number: PhoneNumber, line: str) -> str:
    if line.endswith("0" * ZEROS_OF_DOUBT):
        return "It ends in five noughts or more: check that no spreadsheet rounded it."
    if not phonenumbers.is_valid_number(number):
        return "Possible by its length; its range is not known as assigned."
    return ""


def _readings(has_plus: bool, digits: str, region: str) -> Iterator[PhoneNumber]:
    """Acceptable readings, in the order of the module's rules."""
    for spelling in _spellings(has_plus, digits, region):
        try:
            number = phonenumbers.parse(spelling.written, spelling.region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            if spelling.allows_valid(number):
                yield number
        elif _is_possible(number) and spelling.allows_possible(number):
            yield number


class _Spelling(NamedTuple):
    """One way to read the digits; `bare` if the way rests on no written prefix."""

    written: str
    region: str | None
    bare: bool = False

    def allows_valid(self, number: PhoneNumber) -> bool:
        """Whether a number in an assigned range may be read this way.

        Ten bare digits are often a neighbour's number without its code, seldom a far country's.
        """
        far = self.region is None and number.country_code not in _NEAR_COUNTRY_CODES
        return not (self.bare and far) or len(self.written) > FEWEST_FAR_DIGITS

    def allows_possible(self, number: PhoneNumber) -> bool:
        """Whether a number that is only possible may be read this way."""
        if not self.bare:
            return True
        if self.region is None:
            return number.country_code in _NEAR_COUNTRY_CODES
        return len(phonenumbers.national_significant_number(number)) < len(self.written)


def _spellings(has_plus: bool, digits: str, region: str) -> Iterator[_Spelling]:
    trunk_eight = len(digits) == 11 and digits[0] == "8" and digits[1] in "34789"
    if has_plus:
        yield _Spelling(f"+{digits}", None)
        if trunk_eight and digits[1] == "9":  # "+8 9…": no country has a code +89
            yield _Spelling(f"+7{digits[1:]}", None)
    elif digits.startswith("00"):
        yield _Spelling(f"+{digits[2:]}", None)
    elif region in _EIGHT_TEN_REGIONS and digits.startswith("810") and len(digits) >= 13:
        yield _Spelling(f"+{digits[3:]}", None)
    elif region == "RU" and _CARRIER_SELECTED.match(digits):
        yield _Spelling(f"+7{digits[3:]}", None)
    else:
        yield _Spelling(digits, region, bare=True)
        yield from _neighbourly(digits, region, trunk_eight)
        yield _Spelling(f"+{digits}", None, bare=True)


def _neighbourly(digits: str, region: str, trunk_eight: bool) -> Iterator[_Spelling]:
    """Trunk notations of the neighbourhood: Russian 8, and Ukrainian 8~0 as dialled to 2009."""
    if region in _EIGHT_TEN_REGIONS and trunk_eight:
        yield _Spelling(f"+7{digits[1:]}", None)
    if region == "UA" and len(digits) == 11 and digits.startswith("80"):
        yield _Spelling(f"+38{digits[1:]}", None)


def _is_possible(number: PhoneNumber) -> bool:
    """Of the length of a mobile or fixed line, and without a stray leading nought."""
    if number.italian_leading_zero:
        return False
    return any(
        phonenumbers.is_possible_number_for_type_with_reason(number, kind)
        == ValidationResult.IS_POSSIBLE
        for kind in (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE)
    )
