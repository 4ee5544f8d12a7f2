"""What the report says beside a translation: doubts, and words of the glossary."""

from collections.abc import Iterable
from dataclasses import dataclass

from earwitness.desk.report import wording
from earwitness.records.translation import SentencePair, TermFound, TranslationDoubt


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationView:
    """Of one turn: what speaks against its English, sentence by sentence, and its terms."""

    doubts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()


NOTHING = TranslationView()


def translation_views(pairs: Iterable[SentencePair]) -> dict[int, TranslationView]:
    """By the number of the turn; turns of which nothing is to be said are left out."""
    doubts: dict[int, list[str]] = {}
    terms: dict[int, dict[str, None]] = {}
    for pair in pairs:
        if pair.checked is None:
            continue
        turn = pair.sentence.turn
        doubts.setdefault(turn, []).extend(_doubt(one) for one in pair.checked.doubts)
        terms.setdefault(turn, {}).update((_term(one), None) for one in pair.checked.terms)
    return {
        turn: TranslationView(doubts=tuple(doubts[turn]), terms=tuple(terms[turn]))
        for turn in doubts
        if doubts[turn] or terms[turn]
    }


def _doubt(doubt: TranslationDoubt) -> str:
    words = " → ".join(f"“{part}”" for part in (doubt.source, doubt.translation) if part)
    told = f"{wording.kind(doubt.kind)}: {doubt.detail}"
    return f"{told} ({words})" if words else told


def _term(term: TermFound) -> str:
    note = f" ({term.note})" if term.note else ""
    return f"{term.found}: {term.meaning}{note}"
