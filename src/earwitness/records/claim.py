"""Claims: things said that can be true or false, and the themes of a span."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim found in a text.

    Quantities are integers, ranges "2-3", bounds ">1000", fractions "1/3" or "60%"; what is
    not said is None. `unit` is plain English ("2 battalion, 331 regiment", "own regiment").
    `start` and `end` are character offsets of `quote` in the text. `rule` names the rule or
    model that made it.
    """

    kind: str
    quote: str
    start: int
    end: int
    rule: str
    object: str | None = None
    unit: str | None = None
    killed: int | str | None = None
    wounded: int | str | None = None
    missing: int | str | None = None
    captured: int | str | None = None
    refused: int | str | None = None
    remaining: int | str | None = None
    total: int | str | None = None
    fraction: str | None = None
    destroyed: bool | None = None
    hearsay: bool | None = None
    place: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one text. Places and persons are in the nominative."""

    text: str
    claims: tuple[Claim, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedClaim:
    """A claim with the span of the recording it stands on, and who says it."""

    id: str
    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    speaker_label: str
    translation: str
    claim: Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMark:
    """A theme, place or person (`kind`) mentioned in a span."""

    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    speaker_label: str
    kind: str
    value: str
    quote: str
