"""The contrast as JSON: the document of the command `contrast`."""

from collections.abc import Sequence
from typing import Any

from earwitness.claims.contrast.matching import ANSWER_MS, ANSWER_TURNS, WINDOW_DAYS
from earwitness.records.contrast import Contrast, Saying
from earwitness.records.support import ExternalFact

Answer = dict[str, Any]


def contrasts_to_json(found: Sequence[Contrast]) -> Answer:
    """All contrasts with the windows within which they were looked for."""
    return {
        "window_days": WINDOW_DAYS,
        "answer_turns": ANSWER_TURNS,
        "answer_ms": ANSWER_MS,
        "contrasts": [_contrast(one) for one in found],
    }


def _contrast(one: Contrast) -> Answer:
    return {
        "id": one.id,
        "official": _saying(one.official),
        "beside": [
            {
                "strength": other.strength,
                "shared": list(other.shared),
                "days_apart": other.days_apart,
                **_saying(other.saying),
            }
            for other in one.beside
        ],
        "unshown": one.unshown,
        "facts": [_fact(fact) for fact in one.facts],
    }


def _saying(one: Saying) -> Answer:
    return {
        "call": one.call_id,
        "sha256": one.sha256,
        "start_ms": one.start_ms,
        "end_ms": one.end_ms,
        "speaker_label": one.speaker_label,
        "side": one.side,
        "perhaps": {"role": one.role.role, "why": list(one.role.why)},
        "quote": one.quote,
        "translation": one.translation,
        "signs": list(one.signs),
        "topics": list(one.topics),
        "places": list(one.places),
        "units": list(one.units),
        "claims": list(one.claim_ids),
        "day": one.day.isoformat() if one.day else None,
    }


def _fact(fact: ExternalFact) -> Answer:
    return {
        "id": fact.id,
        "from": fact.happened_from.isoformat(),
        "to": fact.happened_to.isoformat(),
        "place": fact.claim.place,
        "event": fact.event,
        "source": fact.source,
    }
