"""Claims as a language model would answer with."""

from typing import Any


def model_claim(quote: str, **fields: Any) -> dict[str, Any]:
    """One claim of an answer, all fields present; a loss that is stated unless told otherwise."""
    numbers = fields.pop("numbers", {})
    empty = dict.fromkeys(
        ["object", "whole_unit_words", "unit_words", "place_words", "time_words", "told_by_words",
         "known_by"]
    )  # fmt: skip
    quantities = [{"field": name, "words": words} for name, words in numbers.items()]
    return {
        **empty, "kind": "loss", "quote": quote, "mood": "stated", "denied": False,
        "quantities": quantities, **fields,
    }  # fmt: skip
