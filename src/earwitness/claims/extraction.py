"""Stage `extract`: turns in, claims with their place in the recording out."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from earwitness.claims.context import InContext, with_context
from earwitness.claims.conversation import Found, ReadTurn
from earwitness.claims.named_units import NamedUnit, read_named_units, with_numbers
from earwitness.claims.ports import ClaimExtractor
from earwitness.claims.quote_translation import quote_translation
from earwitness.claims.times import days_meant
from earwitness.records.claim import Claim, Extraction, LocatedClaim, ThemeMark
from earwitness.records.hearing import INVENTION_FLAGS, Flag, Turn
from earwitness.records.translation import TranslatedSentence
from earwitness.runtime.canonical import digest

PLAN = "plan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What is known of a recording besides its turns.

    `started_at` is aware, or None; `time_zone` (IANA) is where its days begin and end.
    `sentences` are those of its leading translation, `named_units` the case's own list (TOML).
    """

    started_at: datetime | None = None
    time_zone: str = "UTC"
    sentences: tuple[TranslatedSentence, ...] = ()
    named_units: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """What one recording holds. `claims` are stated; `unasserted` are asked, denied, planned,
    supposed or joked; `marks` are themes, places and persons."""

    claims: tuple[LocatedClaim, ...] = ()
    unasserted: tuple[LocatedClaim, ...] = ()
    marks: tuple[ThemeMark, ...] = ()


def extract_from_turns(
    call_id: str,
    sha256: str,
    turns: Sequence[Turn],
    *,
    extractor: ClaimExtractor,
    talk: Talk = Talk(),
) -> tuple[tuple[LocatedClaim, ...], tuple[ThemeMark, ...]]:
    """Stated claims and marks of one recording; as `extract_recording`."""
    found = extract_recording(call_id, sha256, turns, extractor=extractor, talk=talk)
    return found.claims, found.marks


def extract_recording(
    call_id: str,
    sha256: str,
    turns: Sequence[Turn],
    *,
    extractor: ClaimExtractor,
    talk: Talk = Talk(),
) -> Extracted:
    """Claims and marks of one recording, in the order of its turns.

    Turns that the recogniser may have invented are left out. A claim's times are those of the
    words of its quote, or of the turn where the turn has no words; a mark's are the turn's. Where
    the start of the call is known, a claim has the moment and the days that it means. What its
    sentence lacks and other sentences say is told apart from it.

    Raises:
        InputUnusable: the case's own list of named units cannot be read.
    """
    read = list(_read(turns, extractor, named_units_of(talk.named_units)))
    english: dict[int, list[TranslatedSentence]] = defaultdict(list)
    for sentence in talk.sentences:
        english[sentence.turn].append(sentence)

    def told(claims_of: Callable[[Extraction], Sequence[Claim]]) -> tuple[LocatedClaim, ...]:
        found: dict[str, Found] = {}
        for one in read:
            for claim in claims_of(one.extraction):
                located = _located(call_id, sha256, one, claim, english.get(one.number, ()))
                found.setdefault(located.id, Found(turn=one, located=located))
        return tuple(timed(one, talk) for one in with_context(read, tuple(found.values())))

    claims = told(lambda extraction: extraction.claims)
    stated = {one.id for one in claims}
    others = told(lambda extraction: extraction.unasserted)
    return Extracted(
        claims=claims,
        unasserted=tuple(one for one in others if one.id not in stated),
        marks=tuple(
            mark for one in read for mark in _marks(call_id, sha256, one.turn, one.extraction)
        ),
    )


def _read(
    turns: Sequence[Turn], extractor: ClaimExtractor, named: Sequence[NamedUnit]
) -> Iterator[ReadTurn]:
    for number, turn in enumerate(turns):
        if INVENTION_FLAGS & set(turn.flags) or not turn.text.strip():
            continue
        extraction = with_numbers(extractor.extract(turn.text, turn.language), named)
        yield ReadTurn(number=number, turn=turn, extraction=extraction)


@lru_cache(maxsize=8)
def named_units_of(text: str) -> tuple[NamedUnit, ...]:
    """The case's own list of named units, read once."""
    return read_named_units(text)


def _located(
    call_id: str,
    sha256: str,
    read: ReadTurn,
    claim: Claim,
    english: Sequence[TranslatedSentence],
) -> LocatedClaim:
    turn = read.turn
    start_ms, end_ms = quote_times(turn, claim.start, claim.end)
    outdated = Flag.OUTDATED_TRANSLATION in turn.flags
    own = () if outdated else english
    translation, translation_of = quote_translation(claim, turn.translation, own)
    return LocatedClaim(
        id=claim_id(call_id, start_ms, claim),
        call_id=call_id,
        sha256=sha256,
        start_ms=start_ms,
        end_ms=end_ms,
        speaker_label=turn.speaker_label,
        translation=translation,
        translation_of=translation_of,
        claim=claim,
    )


def timed(told: InContext, talk: Talk) -> LocatedClaim:
    """The claim with when it was said, and the days that it means, in the time zone of the case."""
    located = told.located
    if talk.started_at is None:
        return located
    moment = talk.started_at + timedelta(milliseconds=located.start_ms)
    said_at = moment.astimezone(ZoneInfo(talk.time_zone))
    when = located.claim.when or told.when
    if when is None:
        return replace(located, said_at=said_at)
    meant = days_meant(when, said_at.date(), ahead=located.claim.mood == PLAN)
    first, last = meant if meant is not None else (None, None)
    return replace(located, said_at=said_at, meant_from=first, meant_to=last)


def claim_id(call_id: str, start_ms: int, claim: Claim) -> str:
    """The stable id of a claim: "claim-" and 12 hex digits of what it is and where it stands."""
    key = [call_id, start_ms, claim.kind, claim.quote, claim.rule]
    return f"claim-{digest(key)[:12]}"


def _marks(call_id: str, sha256: str, turn: Turn, extraction: Extraction) -> Iterator[ThemeMark]:
    named = (
        ("theme", extraction.themes),
        ("place", extraction.places),
        ("person", extraction.persons),
    )
    for kind, values in named:
        for value in values:
            yield ThemeMark(
                call_id=call_id,
                sha256=sha256,
                start_ms=turn.start_ms,
                end_ms=turn.end_ms,
                speaker_label=turn.speaker_label,
                kind=kind,
                value=value,
                quote=turn.text,
            )


def quote_times(turn: Turn, start: int, end: int) -> tuple[int, int]:
    """Times in ms of the characters [start, end) of a turn's text, from its words.

    Words are looked for in the text one after another; one that is not found there (the text was
    edited) is passed over. Without any word in the quote, the times of the whole turn.
    """
    position = 0
    inside = []
    for word in turn.words:
        token = word.text.strip()
        found = turn.text.find(token, position) if token else -1
        if found < 0:
            continue
        position = found + len(token)
        if found < end and position > start:
            inside.append(word)
    if not inside:
        return turn.start_ms, turn.end_ms
    return inside[0].start_ms, max(word.end_ms for word in inside)
