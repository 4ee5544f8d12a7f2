"""What stages that read text would make of a made call, for cases too large to read here: as many
sentences, doubts, claims and vectors, without reading."""

import hashlib
from collections.abc import Callable
from typing import Any

import numpy as np

from earwitness.claims.themes.packed import packed
from earwitness.records.claim import Claim, ClaimUnit, LocatedClaim, ThemeMark
from earwitness.records.translation import CheckedSentence, TranslatedSentence
from earwitness.runtime.records_json import to_json
from scale.made_calls import MadeCall
from scale.made_results import LABELS, spans

CLAIMING = ("Вчера в нашей роте", "Из восьмого батальона")
"""Beginnings of the sentences that hold a claim."""
MEANING_SIZE = 512
"""Values of the sentence encoder's vectors."""


def translated(one: MadeCall) -> Any:
    """A sentence each, with English."""
    return to_json(
        tuple(
            TranslatedSentence(
                turn=place, start=0, end=len(text), start_ms=start, end_ms=end, text=text,
                language="ru", translation="So what is it like at your place today, she said.",
                engine="speech", confidence=0.64,
            )
            for place, (start, end, _, text) in enumerate(spans(one))
        )
    )  # fmt: skip


def checked(one: MadeCall) -> Any:
    """Nothing speaks against any sentence."""
    return to_json(tuple(CheckedSentence() for _ in one.said))


def claimed(one: MadeCall) -> Any:
    """A claim, and a theme, for each sentence that holds one."""
    found = [own for own in spans(one) if own[3].startswith(CLAIMING)]
    return {
        "claims": to_json(tuple(_claim(one, *own) for own in found)),
        "themes": to_json(tuple(_mark(one, *own) for own in found)),
        "unasserted": [],
    }


def no_numbers(_: MadeCall) -> Any:
    """No number is said."""
    return []


def meant(one: MadeCall) -> Any:
    """A vector a sentence."""
    rows = np.random.default_rng(one.number).normal(size=(len(one.said), MEANING_SIZE))
    return {
        "starts_ms": [start for start, _, _, _ in spans(one)],
        "vectors": packed(rows.astype(np.float32)),
    }


READ: dict[str, Callable[[MadeCall], Any]] = {
    "translate": translated,
    "backcheck": checked,
    "claims": claimed,
    "spoken": no_numbers,
    "meaning": meant,
}


def call_id(one: MadeCall) -> str:
    """The id that a call with this recording gets."""
    return f"call-{one.sha256[:12]}"


def _claim(one: MadeCall, start: int, end: int, side: str, text: str) -> LocatedClaim:
    number = str(1 + one.number % 60)
    unit = ClaimUnit(type="battalion", number=number, whose="own")
    claim = Claim(
        kind="loss", quote=text, start=0, end=len(text), rule="made", object="people",
        unit=f"{number} battalion", killed=2, wounded=5, units=(unit,),
    )  # fmt: skip
    key = hashlib.sha256(f"{one.sha256}{start}".encode()).hexdigest()[:12]
    return LocatedClaim(
        id=f"claim-{key}", call_id=call_id(one), sha256=one.sha256, start_ms=start, end_ms=end,
        speaker_label=LABELS[side], translation="Two killed.", claim=claim,
        unit_in_context=f"{number} battalion",
    )  # fmt: skip


def _mark(one: MadeCall, start: int, end: int, side: str, text: str) -> ThemeMark:
    return ThemeMark(
        call_id=call_id(one), sha256=one.sha256, start_ms=start, end_ms=end,
        speaker_label=LABELS[side], kind="theme", value="losses", quote=text,
    )  # fmt: skip
