"""Transcripts of ELAN (.eaf), read as a stream of XML without document types."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn
from xml.parsers import expat

from earwitness.archive.transcript_names import THREE_LETTER
from earwitness.records.errors import InputUnusable
from earwitness.records.hearing import UNKNOWN_SPEAKER, Flag, Turn

MAX_MS = 7 * 24 * 3600 * 1000
MAX_DEPTH, MAX_ANNOTATIONS = 32, 200_000
"""ELAN's own files are six elements deep. Estimates."""

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")

TRANSLATION_WORDS = ("translation", "перевод", "переклад", "english")
"""A tier that depends on another is its translation if its name, type or language says so."""


@dataclass(slots=True)
class _Annotation:
    """One annotation: tied to times, or to another one."""

    id: str
    first: str = ""
    last: str = ""
    refers_to: str = ""
    text: str = ""


@dataclass(slots=True)
class _Tier:
    """One tier: whose it is, what it depends on, what it holds."""

    name: str
    kind: str
    participant: str
    parent: str
    language: str
    annotations: list[_Annotation] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What was met so far in a document."""

    name: str
    slots: dict[str, int | None] = field(default_factory=dict)
    tiers: list[_Tier] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    annotations: int = 0

    def start(self, tag: str, given: dict[str, str]) -> None:
        """An element begins."""
        self.path.append(tag)
        if len(self.path) > MAX_DEPTH or (len(self.path) == 1 and tag != "ANNOTATION_DOCUMENT"):
            self.refuse()
        match tag:
            case "TIME_SLOT":
                value = given.get("TIME_VALUE", "")
                self.slots[given.get("TIME_SLOT_ID", "")] = _milliseconds(value)
            case "TIER":
                self.tiers.append(_tier(given))
            case "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION":
                self.annotations += 1
                if not self.tiers or self.annotations > MAX_ANNOTATIONS:
                    self.refuse()
                self.tiers[-1].annotations.append(
                    _Annotation(
                        id=given.get("ANNOTATION_ID", ""),
                        first=given.get("TIME_SLOT_REF1", ""),
                        last=given.get("TIME_SLOT_REF2", ""),
                        refers_to=given.get("ANNOTATION_REF", ""),
                    )
                )
            case "ANNOTATION_VALUE":
                self.text.clear()

    def end(self, tag: str) -> None:
        """An element ends."""
        self.path.pop()
        if tag == "ANNOTATION_VALUE" and self.tiers and self.tiers[-1].annotations:
            self.tiers[-1].annotations[-1].text = " ".join("".join(self.text).split())

    def said(self, text: str) -> None:
        """Text between tags."""
        if self.path and self.path[-1] == "ANNOTATION_VALUE":
            self.text.append(text)

    def refuse(self, *_: object) -> NoReturn:
        """Stop at what no ELAN file holds.

        Raises:
            InputUnusable: always.
        """
        raise InputUnusable(
            f"{self.name} is no ELAN file that can be read.",
            remedy="Save it in ELAN again, as .eaf, without a document type or entities.",
        )


def read_elan(untrusted_text: str, *, language: str, name: str) -> tuple[Turn, ...]:
    """The turns of an ELAN document (EAF 2.x and 3.0), ordered by start.

    Every annotation that is tied to times is a turn of its tier's participant, else of the
    tier itself. Annotations that refer to it on a tier of translations become its translation;
    other tiers that depend on one (words, glosses) are left out. Of annotations with one id the
    first has the translation, so that nothing is repeated that the file says once. Slots without a
    time are placed evenly between their neighbours, as ELAN does.

    Source: the schema of the format, http://www.mpi.nl/tools/elan/EAFv3.0.xsd.
    Document types, and so every entity, are refused.

    Raises:
        InputUnusable: it is no ELAN document.
    """
    reading = _Reading(name)
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = reading.refuse
    parser.EntityDeclHandler = reading.refuse
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.said
    parser.buffer_text = True
    try:
        parser.Parse(_without_declaration(untrusted_text), True)
    except (expat.ExpatError, ValueError) as error:
        raise InputUnusable(
            f"{name} is no ELAN file that can be read.", remedy="Save it in ELAN again, as .eaf."
        ) from error
    return tuple(sorted(_turns(reading, language), key=lambda turn: (turn.start_ms, turn.end_ms)))


def _without_declaration(text: str) -> bytes:
    """UTF-8 without the declaration, which may name the encoding that the file had."""
    text = text.lstrip("\ufeff \r\n\t")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return text.encode("utf-8", "replace")


def _tier(given: dict[str, str]) -> _Tier:
    return _Tier(
        name=given.get("TIER_ID", ""),
        kind=given.get("LINGUISTIC_TYPE_REF", ""),
        participant=given.get("PARTICIPANT", ""),
        parent=given.get("PARENT_REF", ""),
        language=given.get("LANG_REF", ""),
    )


def _tag(language: str) -> str:
    """BCP 47 of the id of a language, which ELAN takes from ISO 639-3; "" if it is none."""
    known = THREE_LETTER.get(language.lower(), language)
    return known if LANGUAGE_TAG.fullmatch(known) else ""


def _milliseconds(value: str) -> int | None:
    if not (value.isascii() and value.isdigit()):
        return None
    return min(int(value[:12]), MAX_MS)


def _turns(reading: _Reading, language: str) -> Iterator[Turn]:
    slots = _placed(reading.slots)
    translations: dict[str, list[str]] = {}
    for tier in reading.tiers:
        if tier.parent and _is_translation(tier):
            for own in tier.annotations:
                translations.setdefault(own.refers_to, []).append(own.text)
    for tier in reading.tiers:
        if tier.parent:
            continue
        own_language = _tag(tier.language) or language
        for own in tier.annotations:
            if own.first not in slots or own.last not in slots or not own.text:
                continue
            start_ms, end_ms = slots[own.first], slots[own.last]
            yield Turn(
                start_ms=start_ms,
                end_ms=max(start_ms, end_ms),
                speaker_label=tier.participant.strip() or tier.name.strip() or UNKNOWN_SPEAKER,
                channel=0,
                language=own_language,
                text=own.text,
                translation=" ".join(filter(None, translations.pop(own.id, ()))),
                flags=(Flag.IMPORTED,),
            )


def _is_translation(tier: _Tier) -> bool:
    told = f"{tier.name} {tier.kind}".casefold()
    return any(word in told for word in TRANSLATION_WORDS)


def _placed(slots: dict[str, int | None]) -> dict[str, int]:
    """Times of all slots; those without are spread between their neighbours in the list."""
    placed: dict[str, int] = {}
    waiting: list[str] = []
    last = 0
    for slot, time in slots.items():
        if time is None:
            waiting.append(slot)
            continue
        for place, open_slot in enumerate(waiting, start=1):
            placed[open_slot] = last + (time - last) * place // (len(waiting) + 1)
        waiting.clear()
        placed[slot] = last = time
    placed.update(dict.fromkeys(waiting, last))
    return placed
