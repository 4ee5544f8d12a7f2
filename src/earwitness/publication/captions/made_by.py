"""Who wrote a text down or translated it, in the language of the page."""

from collections.abc import Iterable

from earwitness.records.hearing import Flag, Turn
from earwitness.records.translation import HANDED_IN, PERSON, TranslatedSentence

_HEARD = {
    "machine": {
        "en": "written down by a machine",
        "ru": "записано машиной",
        "uk": "записано машиною",
    },
    "corrected": {
        "en": "written down by a machine, corrected by a person",
        "ru": "записано машиной, исправлено человеком",
        "uk": "записано машиною, виправлено людиною",
    },
    "handed in": {
        "en": "written down by others, handed in with the recording",
        "ru": "записано другими, передано вместе с записью",
        "uk": "записано іншими, передано разом із записом",
    },
    "person": {
        "en": "written down by a person",
        "ru": "записано человеком",
        "uk": "записано людиною",
    },
}
_TRANSLATED = {
    "machine": {
        "en": "translated by a machine",
        "ru": "переведено машиной",
        "uk": "перекладено машиною",
    },
    "checked": {
        "en": "translated by a machine, read by a person",
        "ru": "переведено машиной, прочитано человеком",
        "uk": "перекладено машиною, прочитано людиною",
    },
    "mixed": {
        "en": "translated by a machine, partly by a person",
        "ru": "переведено машиной, частью человеком",
        "uk": "перекладено машиною, частково людиною",
    },
    "handed in": {
        "en": "translated by others, handed in with the recording",
        "ru": "переведено другими, передано вместе с записью",
        "uk": "перекладено іншими, передано разом із записом",
    },
    "person": {
        "en": "translated by a person",
        "ru": "переведено человеком",
        "uk": "перекладено людиною",
    },
}


def heard_by(turns: Iterable[Turn], language: str) -> str:
    """Who wrote down the turns of a clip; an unknown language is answered in English."""
    turns = list(turns)
    edited = [bool(turn.edited_by) for turn in turns]
    if turns and all(Flag.IMPORTED in turn.flags for turn in turns):
        return _said(_HEARD["handed in"], language)
    if turns and all(edited) and all(all(w.by_person for w in turn.words) for turn in turns):
        return _said(_HEARD["person"], language)
    return _said(_HEARD["corrected" if any(edited) else "machine"], language)


def translated_by(sentences: Iterable[TranslatedSentence], language: str, *, read: bool) -> str:
    """Who translated the sentences of a clip; `read`: a person read the English of the clip.

    What is not known to be a person's is said to be a machine's.
    """
    engines = {sentence.engine for sentence in sentences}
    if engines == {PERSON}:
        kind = "person"
    elif engines == {HANDED_IN}:
        kind = "handed in"
    elif PERSON in engines:
        kind = "mixed"
    else:
        kind = "checked" if read else "machine"
    return _said(_TRANSLATED[kind], language)


def _said(phrases: dict[str, str], language: str) -> str:
    return phrases.get(language, phrases["en"])
