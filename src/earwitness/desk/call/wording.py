"""What this part says of turns, in the language of the page."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy

from earwitness.records.hearing import Flag
from earwitness.records.release import RestrictionReason
from earwitness.records.translation import DoubtKind

DOUBTS = {
    Flag.REPETITION: gettext_lazy("repeats itself, may be invented by the machine"),
    Flag.NO_SPEECH: gettext_lazy("hardly any speech here, may be invented by the machine"),
    Flag.LOW_CONFIDENCE: gettext_lazy("heard with low confidence"),
    Flag.LANGUAGE_FLIP: gettext_lazy("language changes suddenly, may be invented by the machine"),
    Flag.STOCK_PHRASE: gettext_lazy("a stock phrase of the machine, may be invented"),
    Flag.TRANSLATION_LOOP: gettext_lazy("the translation repeats itself, do not trust it"),
}
NOTES = {
    Flag.REHEARD: gettext_lazy("heard a second time with other settings"),
    Flag.IMPORTED: gettext_lazy("from a transcript that was handed in"),
    Flag.OUTDATED_TRANSLATION: gettext_lazy("the translation is older than the text"),
    Flag.TRANSLATION_SHARED: gettext_lazy("the English is of neighbouring turns too"),
    Flag.OVERLAPPED: gettext_lazy("another voice speaks at the same time"),
}
SENTENCE_DOUBTS = {
    DoubtKind.NUMBER_LOST: gettext_lazy("a number is missing in the English"),
    DoubtKind.NUMBER_ADDED: gettext_lazy("the English has a number that is not said"),
    DoubtKind.NAME_LOST: gettext_lazy("a name is missing in the English"),
    DoubtKind.NEGATION_LOST: gettext_lazy("the “not” is missing in the English"),
    DoubtKind.NEGATION_ADDED: gettext_lazy("the English has a “not” that is not said"),
    DoubtKind.GLOSSARY_MISSED: gettext_lazy("not as the glossary has it"),
    DoubtKind.TOO_SHORT: gettext_lazy("the English is very short"),
    DoubtKind.TOO_LONG: gettext_lazy("the English is very long"),
    DoubtKind.REPETITION: gettext_lazy("the English repeats itself"),
    DoubtKind.UNTRANSLATED: gettext_lazy("not translated"),
}
REASONS = {
    RestrictionReason.SEXUAL_VIOLENCE: gettext_lazy("sexual violence"),
    RestrictionReason.DEAD_OR_WOUNDED: gettext_lazy("the dead and wounded"),
}


def doubts(flags: Iterable[Flag]) -> list[str]:
    """Why to doubt a turn."""
    return [str(DOUBTS[flag]) for flag in flags if flag in DOUBTS]


def notes(flags: Iterable[Flag]) -> list[str]:
    """What else is to be known of a turn."""
    return [str(NOTES[flag]) for flag in flags if flag in NOTES]


def reasons(found: Iterable[RestrictionReason]) -> list[str]:
    """Why something is restricted."""
    return [str(REASONS.get(one, one.value)) for one in found]
