"""The verb of the stage `backcheck`: what speaks against each translated sentence."""

from collections.abc import Iterable

from earwitness.calls.translation.checks.names import name_doubts
from earwitness.calls.translation.checks.negation import negation_doubts
from earwitness.calls.translation.checks.numbers import number_doubts
from earwitness.calls.translation.checks.shape import shape_doubts
from earwitness.calls.translation.terms import Glossary, glossary_doubts, terms_in
from earwitness.records.translation import (
    CheckedSentence,
    DoubtKind,
    TermFound,
    TranslatedSentence,
    TranslationDoubt,
)

VERSION = "4"
"""Raised whenever the same sentence would get other doubts: part of the result's key."""


def check(
    sentences: Iterable[TranslatedSentence], glossary: Glossary
) -> tuple[CheckedSentence, ...]:
    """Doubts and glossary terms of each sentence, in their order. Nothing is changed or hidden.

    English sources, and sentences that nobody translated, are not compared.
    """
    return tuple(check_sentence(sentence, glossary) for sentence in sentences)


def check_sentence(sentence: TranslatedSentence, glossary: Glossary) -> CheckedSentence:
    """Doubts and terms of one sentence."""
    text, english, language = sentence.text, sentence.translation, sentence.language.lower()
    language = language.partition("-")[0]
    if language == "en":
        return CheckedSentence()
    found = terms_in(text, glossary)
    terms = tuple(term for _, term in found)
    if not sentence.engine:
        return CheckedSentence(terms=terms)
    shape = shape_doubts(text, english)
    if any(doubt.kind is DoubtKind.UNTRANSLATED for doubt in shape):
        return CheckedSentence(doubts=tuple(shape), terms=terms)
    return CheckedSentence(
        doubts=(
            *number_doubts(text, english, language),
            *_not_terms(name_doubts(text, english, language), terms),
            *negation_doubts(text, english, language),
            *glossary_doubts(found, english),
            *shape,
        ),
        terms=terms,
    )


def _not_terms(
    doubts: Iterable[TranslationDoubt], terms: tuple[TermFound, ...]
) -> Iterable[TranslationDoubt]:
    """A name that the glossary renders by another word is checked there."""
    words = {word.lower() for term in terms for word in term.found.split()}
    return (doubt for doubt in doubts if doubt.source.lower() not in words)
