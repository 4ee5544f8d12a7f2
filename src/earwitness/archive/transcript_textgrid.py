"""Transcripts of Praat (.TextGrid), in its long and its short text form."""

import math
import re
from collections.abc import Iterator

from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag, Turn

MAX_MS = 7 * 24 * 3600 * 1000
MAX_TOKENS = 2_000_000
TRANSLATION = " (translation)"
"""What our own export puts behind the name of a tier of translations."""

# Strings, flags, and numbers that stand free; the rest of a text file is comment to Praat. A group
# repeated for each character of a string would take 100 bytes of memory for it.
TOKEN = re.compile(
    r'"(?P<text>[^"]*(?:""[^"]*)*)"|(?P<flag><[a-z]+>)|(?P<comment>![^\r\n]*)'
    r"|(?P<number>(?<![^\s=])[-+]?\d+(?:\.\d*)?(?:[eE][-+]?\d+)?%?(?=[\s]|$))",
)

Token = str | float


def read_textgrid(untrusted_text: str, *, language: str, name: str) -> tuple[Turn, ...]:
    """The turns of a TextGrid, ordered by start: every interval with a text, of the tier's
    speaker. Points are no turns. A tier "… (translation)" beside one of the same name, as our
    export writes it, gives translations, each to one turn.

    Source: Praat's manual, "TextGrid file formats",
    https://www.fon.hum.uva.nl/praat/manual/TextGrid_file_formats.html: only strings, flags and
    free-standing numbers count; a quotation mark in a string is doubled.

    Raises:
        InputUnusable: it is no TextGrid.
    """
    try:
        tiers = list(_tiers(_tokens(untrusted_text)))
    except (ValueError, StopIteration, RuntimeError) as error:
        raise InputUnusable(
            f"{name} is no TextGrid that can be read.",
            remedy="Save it in Praat again with “Save as text file…”.",
        ) from error
    return tuple(sorted(_turns(tiers, language), key=lambda turn: (turn.start_ms, turn.end_ms)))


def _tokens(text: str) -> Iterator[Token]:
    for count, match in enumerate(TOKEN.finditer(text)):
        if count > MAX_TOKENS:
            raise ValueError("too long")
        if match["text"] is not None:
            yield match["text"].replace('""', '"')
        elif match["flag"]:
            yield match["flag"]
        elif match["number"]:
            yield float(match["number"].rstrip("%"))


Interval = tuple[int, int, str]


def _tiers(tokens: Iterator[Token]) -> Iterator[tuple[str, list[Interval]]]:
    """(name, intervals) of every tier, in the order of the file.

    Raises:
        ValueError, RuntimeError: the tokens do not follow each other as they must.
    """
    if not _string(tokens).startswith("ooTextFile") or _string(tokens) != "TextGrid":
        raise ValueError("another object")
    _number(tokens), _number(tokens)
    if _string(tokens) != "<exists>":
        return
    for _ in range(_count(tokens)):
        kind, name = _string(tokens), _string(tokens)
        _number(tokens), _number(tokens)
        own: list[Interval] = []
        for _ in range(_count(tokens)):
            start = _milliseconds(tokens)
            end = _milliseconds(tokens) if kind == "IntervalTier" else start
            text = " ".join(_string(tokens).split())
            if kind == "IntervalTier" and text:
                own.append((start, max(start, end), text))
        if kind not in ("IntervalTier", "TextTier"):
            raise ValueError("another tier")
        yield name, own


def _string(tokens: Iterator[Token]) -> str:
    token = next(tokens, None)
    if not isinstance(token, str):
        raise ValueError("no string")
    return token


def _number(tokens: Iterator[Token]) -> float:
    token = next(tokens, None)
    if not isinstance(token, float) or not math.isfinite(token):
        raise ValueError("no number")
    return token


def _count(tokens: Iterator[Token]) -> int:
    count = _number(tokens)
    if count != int(count) or not 0 <= count <= MAX_TOKENS:
        raise ValueError("no count")
    return int(count)


def _milliseconds(tokens: Iterator[Token]) -> int:
    return round(1000 * min(max(0.0, _number(tokens)), MAX_MS / 1000))


def _turns(tiers: list[tuple[str, list[Interval]]], language: str) -> Iterator[Turn]:
    names = {name for name, _ in tiers}
    translated = {name: f"{name}{TRANSLATION}" for name in names}
    told = {
        (name, start, end): text
        for name, intervals in tiers
        for start, end, text in intervals
        if name.endswith(TRANSLATION)
    }
    for name, intervals in tiers:
        if name.endswith(TRANSLATION) and name.removesuffix(TRANSLATION) in names:
            continue
        for start_ms, end_ms, text in intervals:
            yield Turn(
                start_ms=start_ms,
                end_ms=end_ms,
                speaker_label=name.strip() or UNKNOWN_SPEAKER,
                channel=0,
                language=language,
                text=text,
                translation=told.pop((translated[name], start_ms, end_ms), ""),
                flags=(Flag.IMPORTED,),
            )
