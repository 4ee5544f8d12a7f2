"""The prompt and the JSON schema. A changed prompt is a new version."""

from importlib.resources import files
from typing import Any

from earwitness.claims.language_model.fields import KINDS, KNOWN_BY, MOODS, OBJECTS, QUANTITIES

VERSION = "1"
"""Of prompt and schema together: part of the version of every claim made with them."""

_WORDS = {"type": ["string", "null"]}


def system_prompt() -> str:
    """The instructions of this version."""
    name = f"prompt-{VERSION}.txt"
    return files("earwitness.claims.language_model").joinpath(name).read_text(encoding="utf-8")


def messages(text: str) -> list[dict[str, str]]:
    """The conversation about one text. The text is data: it stands alone in its own message."""
    return [
        {"role": "system", "content": system_prompt()},
        {"role": "user", "content": text},
    ]


def schema() -> dict[str, Any]:
    """The JSON schema (draft 2020-12) of an answer. Every field is required, as the strict mode of
    OpenAI-compatible servers wants; what is not said is null."""
    quantity = _object(
        {"field": {"type": "string", "enum": list(QUANTITIES)}, "words": {"type": "string"}}
    )
    claim = _object(
        {
            "kind": {"type": "string", "enum": list(KINDS)},
            "quote": {"type": "string"},
            "mood": {"type": "string", "enum": list(MOODS)},
            "denied": {"type": "boolean"},
            "object": {"type": ["string", "null"], "enum": [*OBJECTS, None]},
            "quantities": {"type": "array", "items": quantity},
            "whole_unit_words": _WORDS,
            "unit_words": _WORDS,
            "place_words": _WORDS,
            "time_words": _WORDS,
            "told_by_words": _WORDS,
            "known_by": {"type": ["string", "null"], "enum": [*KNOWN_BY, None]},
        }
    )
    return _object({"claims": {"type": "array", "items": claim}})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }
