"""A sentence and its English as lines for the terminal."""

from collections.abc import Iterator
from typing import Any

from rich.markup import escape

Answer = dict[str, Any]


def sentence_lines(turn: Answer) -> Iterator[tuple[str, str]]:
    """(text, style) of each line of a turn: every sentence, its English, doubts, terms."""
    for sentence in turn["sentences"]:
        yield escape(sentence["text"]), ""
        if sentence["translation"]:
            yield escape(sentence["translation"]) + _confidence(sentence), "italic"
        for doubt in sentence["doubts"]:
            yield escape(f"! {doubt['kind'].replace('_', ' ')}: {doubt['detail']}"), "yellow"
        for term in sentence["terms"]:
            yield escape(term_line(term)), "dim"


def term_line(term: Answer) -> str:
    """What a word of the glossary means, with its warning."""
    note = f" [{term['note']}]" if term["note"] else ""
    return f"= {term['found']}: {term['meaning']}{note}"


def _confidence(sentence: Answer) -> str:
    value = sentence["confidence"]
    by = "" if sentence["engine"] == "speech" else f"{sentence['engine']} "
    told = f"{by}{value:.2f}" if value is not None else by.strip()
    return f"  [dim]({escape(told)})[/]" if told else ""
