"""Claims: things said that can be true or false, and the themes of a span."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimUnit:
    """One military unit as it is said.

    `type` is its size in English ("regiment"; empty where only the number is said), `number` "331"
    or "1 and 2", `branch` "airborne" and the like, `name` a name of its own as it is said, in
    dictionary form ("костромской"), `whose` "own" (the speaker's) or "other". `number_by` is "name"
    where the number is not said but found by that name in a list: an inference. What is not said is
    empty.
    """

    type: str
    number: str = ""
    branch: str = ""
    name: str = ""
    whose: str = ""
    number_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMeant:
    """When a claim says that something was.

    `said` are the words. `days_from` and `days_to` count days from the day on which it is said
    (yesterday: both -1); `year`, `month`, `day`, `weekday` (Monday is 0) are the parts of a date
    that are said. With a date, `days_from` counts from it ("in the night to the eighth": -1), and
    a `days_to` of 0 says that it begins there ("since the seventh"). None is unknown.
    """

    said: str
    days_from: int | None = None
    days_to: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One claim found in a text.

    Quantities are integers, ranges "2-3", bounds ">1000", fractions "1/3" or "60%"; what is
    not said is None. `unit` is plain English ("2 battalion, 331 regiment", "own regiment"),
    `units` the same in parts, small to large.
    `start` and `end` are character offsets of `quote` in the text. `rule` names the rule or
    model that made it.

    `place` is where it happened; a place that is only the home of a unit is `home_base`. `polarity`
    is "denied" where the words deny it. `mood` is "question", "joke", "hypothetical" or "plan"
    where they do not state it. `known_by` is "took_part", "saw", "told" or "television"; `told_by`
    are the words that name who told it.
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
    home_base: str | None = None
    when: TimeMeant | None = None
    polarity: str | None = None
    mood: str | None = None
    known_by: str | None = None
    told_by: str | None = None
    units: tuple[ClaimUnit, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Units side by side, a place or a time that a text names at characters [start, end).

    `units` go small to large. `place` is one where something may have happened; the home of a unit
    and places behind the front are not listed. `sentence` counts the sentences of the text from 0;
    `asked` says that it is a question.
    """

    start: int
    end: int
    sentence: int
    units: tuple[ClaimUnit, ...] = ()
    place: str = ""
    when: TimeMeant | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one text. Places and persons are in the nominative.

    `claims` are stated; `unasserted` are what is asked, denied, planned, supposed or joked: each
    has a `polarity` or a `mood`. `language` is "ru", "uk" or "en", as it was read. `mentions` are
    in the order of the text; what is said later in a call may rest on them. `sentence_starts` are
    the characters at which its sentences begin.
    """

    text: str
    claims: tuple[Claim, ...] = ()
    themes: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    unasserted: tuple[Claim, ...] = ()
    language: str = ""
    mentions: tuple[Mention, ...] = ()
    sentence_starts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LocatedClaim:
    """A claim with the span of the recording it stands on, and who says it.

    `translation_of` says whether `translation` is that of the quote's "sentence" or of the whole
    "turn". `said_at` is when the words were said, if the start of the call is known; `meant_from`
    and `meant_to` are the days that it speaks of, both inclusive. What the sentence itself lacks
    may follow from what is said elsewhere in the call: `unit_in_context` (the unit with all that is
    added), `place_in_context`, `hearsay_in_context` (None if nothing does), and `context` says from
    which words.
    """

    id: str
    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    speaker_label: str
    translation: str
    claim: Claim
    said_at: datetime | None = None
    meant_from: date | None = None
    meant_to: date | None = None
    unit_in_context: str | None = None
    units_in_context: tuple[ClaimUnit, ...] = ()
    place_in_context: str | None = None
    context: str = ""
    translation_of: str = "turn"
    hearsay_in_context: bool | None = None

    @property
    def is_passed_on(self) -> bool:
        """Whether the sentence, or the one that it goes on with, says that others told it."""
        return bool(self.claim.hearsay or self.hearsay_in_context)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeMark:
    """A theme, place or person (`kind`) mentioned in a span.

    `kind` "suggestion" is a theme that the words may have, too unsure to be a mark. `origin` says
    what found it: empty for the rules of the extractor, "like: …" with the example that the quote
    is like, and then `similarity` is the cosine of the two.
    """

    call_id: str
    sha256: str
    start_ms: int
    end_ms: int
    speaker_label: str
    kind: str
    value: str
    quote: str
    origin: str = ""
    similarity: float | None = None
