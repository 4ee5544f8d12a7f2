"""Capitals and full stops for recognisers that give bare words.

Finding names rests on capitals (slovnet finds none in lower-case text). This restores them by
rules: pauses end sentences, sentences begin with a capital, and so do proper names of the
dictionary and of the lists that the caller brings. What was heard stays as it was beside it.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from earwitness.records.hearing import Segment, Word
from earwitness.runtime.russian.given_name_forms import name_table
from earwitness.runtime.russian.words import is_known, readings

SENTENCE_PAUSE_MS = 600
"""A pause within one channel that is as long ends a sentence. Estimate: pauses between sentences
of talk are mostly longer, those within mostly shorter."""

MOST_BARE_WORDS = 40
"""A sentence without a pause is not cut; talk hardly has longer ones. For `is_bare` only."""

NAME_GRAMMEMES = frozenset({"Name", "Surn", "Patr", "Geox", "Orgn"})
"""OpenCorpora's grammemes of first names, surnames, patronymics, places, organisations."""

CLOSED_CLASSES = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ"})
"""OpenCorpora's parts of speech of little words: «ли», «неё», «до» are no names."""

SURE, LIKELY = 0.6, 0.2
"""Share of the dictionary's readings (pymorphy3's scores) that are names: alone, and next to
another name or after a preposition of place or a word that introduces one. Estimates."""

INTRODUCES = frozenset(
    [
        *("зовут", "фамилия", "имени", "имя", "товарищ", "дядя", "тетя", "дед", "баба", "бабушка"),
        *("город", "городе", "города", "село", "селе", "деревня", "деревне", "деревни"),
        *("поселок", "поселке", "области", "район", "улица", "улице"),
    ]
)
PLACE_PREPOSITIONS = frozenset(
    ["в", "во", "под", "из", "изо", "около", "возле", "через", "до", "у", "на", "за"]
)
NEVER = frozenset(
    [
        *("бог", "господи", "мир", "вера", "надежда", "любовь", "слава", "роза", "роман", "лев"),
        *("марк", "май"),
    ]
)
"""Common words that are names as well: only next to another name. Own list."""

_ENDS, _SIGNS = ".!?…", '.,!?…:;—–«»"'


def is_bare(segments: Sequence[Segment]) -> bool:
    """Whether a recogniser gave neither capitals nor punctuation: at least one word, no sign."""
    text = " ".join(segment.text for segment in segments)
    letters = any(sign.isalpha() for sign in text)
    return letters and text == text.lower() and not any(sign in _SIGNS for sign in text)


def restore(
    segments: Sequence[Segment], known_names: Collection[str] = frozenset()
) -> tuple[Segment, ...]:
    """The same segments with capitals and full stops in texts and words; times stay.

    `known_names` are further words (lower case, ё as е, in every form) that are written with a
    capital. Segments without word times are one sentence each.
    """
    restored = list(segments)
    for channel in sorted({segment.channel for segment in segments}):
        places = [place for place, one in enumerate(segments) if one.channel == channel]
        own = [segments[place] for place in places]
        begins = True
        for place, segment, following in zip(places, own, [*own[1:], None], strict=True):
            ends = following is None or _gap(segment, following) >= SENTENCE_PAUSE_MS
            restored[place] = _restored(segment, begins, ends, known_names)
            begins = ends
    return tuple(restored)


def capitals(words: Sequence[str], known_names: Collection[str] = frozenset()) -> list[bool]:
    """Which of these bare words are written with a capital wherever they stand."""
    lows = [_plain(word) for word in words]
    chances = [_chance(low, known_names) for low in lows]
    return [
        chance >= (SURE if low not in NEVER else 2.0)
        or (chance >= LIKELY and _supported(lows, chances, place, known_names))
        for place, (low, chance) in enumerate(zip(lows, chances, strict=True))
    ]


def _restored(segment: Segment, begins: bool, ends: bool, known_names: Collection[str]) -> Segment:
    if not segment.words:
        texts = list(_written(segment.text.split(), [], begins, ends, known_names))
        return replace(segment, text=" ".join(texts))
    stops = [
        after.start_ms - before.end_ms >= SENTENCE_PAUSE_MS
        for before, after in zip(segment.words, segment.words[1:], strict=False)
    ]
    bare = [word.text for word in segment.words]
    texts = list(_written(bare, stops, begins, ends, known_names))
    words: tuple[Word, ...] = tuple(
        replace(word, text=text) for word, text in zip(segment.words, texts, strict=True)
    )
    return replace(segment, text=" ".join(texts), words=words)


def _written(
    bare: Sequence[str], stops: Sequence[bool], begins: bool, ends: bool, known: Collection[str]
) -> Iterator[str]:
    names = capitals(bare, known)
    after_stop = begins
    for place, word in enumerate(bare):
        stop = stops[place] if place < len(stops) else (ends and place == len(bare) - 1)
        text = _capital(word) if names[place] or after_stop else word
        yield text + "." if stop and text[-1:] not in _ENDS else text
        after_stop = stop


def _capital(word: str) -> str:
    """With a capital, if the first letter has one: "ß" has none, "ŉ" would become two letters."""
    first = word[:1].upper()
    return first + word[1:] if first.lower() == word[:1] else word


def _gap(before: Segment, after: Segment) -> int:
    return after.start_ms - before.end_ms


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е").strip(_SIGNS)


def _chance(low: str, known_names: Collection[str]) -> float:
    """How likely a word is a name, 0 to 1, by itself."""
    if not low or not low[0].isalpha():
        return 0.0
    found = readings(low)
    if found and found[0].part in CLOSED_CLASSES:
        return 0.0
    whole = sum(reading.score for reading in found)
    named = sum(one.score for one in found if not NAME_GRAMMEMES.isdisjoint(one.grammemes))
    share = named / whole if whole else 0.0
    if low in known_names or low in name_table().forms:
        common = is_known(low) and NAME_GRAMMEMES.isdisjoint(found[0].grammemes)
        share = max(share, LIKELY if common else SURE)
    return share


def _supported(
    lows: Sequence[str], chances: Sequence[float], place: int, known_names: Collection[str]
) -> bool:
    """Whether what stands beside a word speaks for a name."""
    before = lows[place - 1] if place else ""
    beside = [chances[at] for at in (place - 1, place + 1) if 0 <= at < len(chances)]
    return (
        before in INTRODUCES
        or any(chance >= SURE for chance in beside)
        or (before in PLACE_PREPOSITIONS and _may_be_place(lows[place], known_names))
    )


def _may_be_place(low: str, known_names: Collection[str]) -> bool:
    return low in known_names or any("Geox" in reading.grammemes for reading in readings(low))
