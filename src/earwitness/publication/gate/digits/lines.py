"""The parts of a line in E.164, and how it may be written by its digits."""

from dataclasses import dataclass
from functools import cache

from phonenumbers import (
    COUNTRY_CODE_TO_REGION_CODE,
    PhoneMetadata,
    PhoneNumber,
    PhoneNumberFormat,
    format_number,
)

LONGEST_COUNTRY_CODE = 3

SHORTEST_CORE = 9
"""Digits of a number without its country code that are told from chance by themselves. Below, the
country code is looked for, too. Estimate."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line in digits. `trunk` is what is dialled before it in its own country ("8", "0", "")."""

    country: str
    national: str
    trunk: str

    @property
    def international(self) -> str:
        """All digits, without "+"."""
        return self.country + self.national

    @property
    def core(self) -> str:
        """What is looked for; a prefix may stand before it."""
        return self.national if len(self.national) >= SHORTEST_CORE else self.international

    @property
    def prefixes(self) -> tuple[str, ...]:
        """What may stand before the core, longest first."""
        if self.core == self.international:
            return ("810", "011", "00")
        return tuple(
            dict.fromkeys(
                prefix
                for prefix in (
                    "810" + self.country,
                    "00" + self.country,
                    "011" + self.country,
                    self.country + "0",
                    self.country,
                    self.trunk,
                )
                if prefix
            )
        )


def line_of(e164: str) -> Line | None:
    """The parts of a number; None where it has fewer than 8 digits or more than 15 (E.164)."""
    digits = "".join(letter for letter in e164 if letter.isdecimal() and letter.isascii())
    if not 8 <= len(digits) <= 15:
        return None
    for length in range(1, LONGEST_COUNTRY_CODE + 1):
        country = digits[:length]
        if int(country) in COUNTRY_CODE_TO_REGION_CODE and country[0] != "0":
            return Line(country, digits[length:], _trunk(country))
    return Line("", digits, "")


@cache
def _trunk(country: str) -> str:
    region = COUNTRY_CODE_TO_REGION_CODE[int(country)][0]
    metadata = PhoneMetadata.metadata_for_region(region)
    return (metadata.national_prefix or "") if metadata is not None else ""


def written_formats(line: Line) -> tuple[str, ...]:
    """The number as phones and libraries write it (libphonenumber's formats)."""
    if not line.country:
        return (line.national,)
    number = PhoneNumber(
        country_code=int(line.country),
        national_number=int(line.national),
        italian_leading_zero=line.national.startswith("0") or None,
        number_of_leading_zeros=len(line.national) - len(line.national.lstrip("0")) or None,
    )
    formats = (
        PhoneNumberFormat.INTERNATIONAL,
        PhoneNumberFormat.NATIONAL,
        PhoneNumberFormat.RFC3966,
    )
    return tuple(format_number(number, form) for form in formats)
