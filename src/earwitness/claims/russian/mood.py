"""Whether a claim is stated: questions, denials, suppositions, plans and jokes are not.

A sentence is read twice: as it stands, and as if its negations, conditions and futures were not
there (`bare_row`). What only the second reading finds is not stated, and the words that were taken
away say why. Punctuation helps but is not needed. A joke is seen by its words alone ("шучу", a
laugh): tone of voice and irony are not heard.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from earwitness.claims.russian.clauses import BREAKS, clause_start
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.lexicon import word_classes
from earwitness.runtime.russian.words import Sentence, Token, is_known, readings

# How far before a claim, in items, the "если" or "правда что" that governs it may stand, how far
# after it a "бы" or a verb of the future; and how many words withdraw what was said ("да шучу я,
# мам") at the most. Estimates.
_BEFORE, _AFTER, _WITHDRAWAL = 8, 2, 6
_CONDITIONS = frozenset({"ЕСЛИ"})
_STRICT = frozenset({"=бы", "=б", "=если", "=пусть", "=чтобы", "=чтоб"})
_WAS = frozenset({"=было", "=был", "=была", "=были"})
_WOULD = frozenset({"=бы", "=б"})
_HEDGES = frozenset({"наверное", "наверно", "может", "возможно", "вероятно"})
_AUXILIARIES = frozenset(
    ["хотеть", "собираться", "планировать", "обещать", "должен", "готовиться", "мочь", "надо"]
)
# Present of verbs that share the form with a rarer future.
_NOW = frozenset({"велят", "велит", "заходим", "заходят", "выходим", "отходим"})
_TOMORROW = frozenset({"=завтра", "=послезавтра"})
_ORDERING = frozenset({"ПРИКАЗЫ", "ПОРУЧИТЬ", "СКАЗАЛИ", "ПОСТУПИТЬ"})
_DOUBT = frozenset({"=правда", "=разве", "=неужели", "=ли"})
_ASKING = frozenset(
    ["=как", "=что", "=где", "=когда", "=кто", "=зачем", "=почему", "=сколько", "=куда", "=чего"]
)
LISTENER = frozenset({"=ты", "=вы", "=тебя", "=вас", "=тебе", "=вам"})
_SPEAKER = frozenset({"=мы", "=нас", "=нам", "=я", "=мне"})
_TELLING_TAGS = frozenset({"=представляешь", "=понимаешь", "=прикинь"})


@dataclass(frozen=True, slots=True)
class Mood:
    """Fields of a claim that is not stated; both empty if it is."""

    polarity: str | None = None
    mood: str | None = None

    @property
    def stated(self) -> bool:
        """Whether the claim is stated."""
        return self.polarity is None and self.mood is None


def bare_row(
    row: Sequence[Item], tokens: Sequence[Token], *, negated: bool
) -> tuple[Item, ...] | None:
    """The row without conditions and futures, and without negations if asked; None if unchanged.

    What was taken away is marked: УСЛОВИЕ, БУДУЩЕЕ, ОТРИЦАНИЕ.
    """
    hedged = any("=вроде" in item.marks for item in row)
    bare = tuple(_bare(row, index, tokens, negated, hedged) for index in range(len(row)))
    return None if bare == tuple(row) else bare


def _bare(
    row: Sequence[Item], index: int, tokens: Sequence[Token], negated: bool, hedged: bool
) -> Item:
    item = row[index]
    if item.marks & _CONDITIONS:
        return replace(item, marks=frozenset({"УСЛОВИЕ"}) | (item.marks & _STRICT))
    if negated and "НЕТУ" in item.marks:
        return replace(item, marks=frozenset({"ОТРИЦАНИЕ"}))
    marks = item.marks
    if negated and any(mark.startswith("не:") for mark in marks):
        marks = frozenset(mark.removeprefix("не:") for mark in marks) | {"ОТРИЦАНИЕ"}
    low = tokens[item.last].low
    if marks & _TOMORROW or (hedged and "ПЕРЕКИНУТЬ" in marks and _is_present(low)):
        marks |= {"БУДУЩЕЕ"}
    elif item.counted is None and not item.place and _is_to_come(row, index, low):
        marks |= {"БУДУЩЕЕ"} | _classes_in_any_tense(low)
    return item if marks == item.marks else replace(item, marks=marks)


def _is_to_come(row: Sequence[Item], index: int, low: str) -> bool:
    """Whether a verb is future, an imperative, or an infinitive after "будем", "хотят"."""
    tense = _tense(low)
    if not tense or (low in _NOW and not any(other.marks & _TOMORROW for other in row)):
        return False
    if tense == "imperative":
        return not any(mark.startswith("не:") for mark in row[index].marks)  # "не волнуйся"
    if tense == "to come":
        return True
    beside = [*row[max(0, index - 4) : index], *row[index + 1 : index + 3]]
    return any(_is_auxiliary(item) for item in beside)


@lru_cache(maxsize=20_000)
def _tense(low: str) -> str:
    """ "to come" of a future, "imperative", "infinitive", or nothing of these."""
    found = readings(low)
    if not found or _is_past(low):
        return ""  # "зашли" is an imperative, too
    if {"impr", "excl"} <= found[0].grammemes:
        return "imperative" if is_known(low) else ""
    if found[0].grammemes & {"futr", "impr"}:
        return "to come" if is_known(low) else ""  # slang is guessed
    return "infinitive" if found[0].part == "INFN" else ""


def _is_auxiliary(item: Item) -> bool:
    marks = {mark.removeprefix("не:") for mark in item.marks}
    future = {"=буду", "=будем", "=будет", "=будут", "=будете", "=будешь"}
    return bool(marks & (_AUXILIARIES | future))


def _is_present(low: str) -> bool:
    return any("pres" in reading.grammemes for reading in readings(low)[:1])


@lru_cache(maxsize=20_000)
def _classes_in_any_tense(low: str) -> frozenset[str]:
    lemmas = {reading.lemma for reading in readings(low)}
    return frozenset(entry.name for entry in word_classes() if entry.lemmas & lemmas)


def mood_of(
    row: Sequence[Item], tokens: Sequence[Token], kind: str, span: tuple[int, int], *, stated: bool
) -> Mood:
    """Why a claim on items [first, last] of a bare row is not stated, if so.

    `stated` says that the claim was found with its negations and conditions in place: then only a
    future can unstate it.
    """
    first, last = span
    inside = [*row[first : last + 1], *_continued(row, kind, span)]
    if kind == "order":
        inside = [item for item in inside if item.marks & (_ORDERING | {"быть"}) or _is_no(item)]
    planned = any("БУДУЩЕЕ" in item.marks for item in inside) and not any(
        _is_past(tokens[item.last].low) for item in inside
    )
    if stated and not planned:
        unreal = kind != "order" and (
            any(item.marks & _STRICT for item in row[max(0, first - 3) : last + 1])
            or any(item.marks & _WOULD for item in row[last + 1 : last + 2])
        )
        return Mood(None, "hypothetical" if unreal else None)
    around = row[max(0, first - _BEFORE) : last + 1 + _AFTER]
    supposed = any("УСЛОВИЕ" in item.marks for item in around)
    near = row[max(0, first - 3) : last + 2]
    supposed = supposed or (planned and any(item.marks & _HEDGES for item in near))
    denied = not stated and any("ОТРИЦАНИЕ" in item.marks for item in inside)
    mood = "hypothetical" if supposed else "plan" if planned else None
    return Mood("denied" if denied else None, mood)


def _continued(row: Sequence[Item], kind: str, span: tuple[int, int]) -> list[Item]:
    """What follows at once and still says whether it is so: "приказа не было", "на Киев пойдём"."""
    first, last = span
    following: list[Item] = []
    for item in row[last + 1 : last + 1 + (2 * _AFTER if kind == "order" else _AFTER)]:
        if item.marks & BREAKS:
            break
        following.append(item)
    if kind == "order":
        return [
            item
            for item in following
            if "ОТРИЦАНИЕ" in item.marks and (item.marks & _WAS or _is_no(item))
        ]
    if kind == "position" and not any("ГЛАГОЛ" in item.marks for item in row[first : last + 1]):
        return [item for item in following if item.marks & {"БУДУЩЕЕ", "ОТРИЦАНИЕ"}]
    return []


def _is_no(item: Item) -> bool:
    return item.marks == {"ОТРИЦАНИЕ"}


def _is_past(low: str) -> bool:
    return any(reading.part == "VERB" and "past" in reading.grammemes for reading in readings(low))


def is_asked(row: Sequence[Item], sentence: Sentence, first: int, last: int) -> bool:
    """Whether a claim on items [first, last] is asked.

    With a question mark it is, unless it stands in a clause before the one that asks ("Пятеро
    двухсотых, а ты как?"). Without one, words of doubt before it show it ("правда что …").
    """
    if sentence.question:
        return last >= _question_start(row)
    cues = [i for i in range(max(0, first - 6), last + 1) if row[i].marks & _DOUBT]
    if not cues:
        return _is_put_to_listener(row, sentence.tokens, first, last)
    if row[cues[-1]].marks & {"=правда"} and not _opens_a_question(row, cues[-1]):
        return False
    between = row[cues[-1] + 1 : max(first, cues[-1] + 1)]
    return not any(item.marks & _SPEAKER for item in between) or not between


def _is_put_to_listener(
    row: Sequence[Item], tokens: Sequence[Token], first: int, last: int
) -> bool:
    """Whether the doer is the one spoken to, whom one asks rather than tells: "вы там убиваете"."""
    near = row[max(0, first - 4) : last + 1]
    if any(item.marks & _SPEAKER for item in near):
        return False
    if any(item.marks & {"=скажи", "=скажите"} for item in row[max(0, first - 6) : first]):
        return any(item.marks & LISTENER for item in near)
    return any(item.marks & {"=вы", "=ты"} for item in near) and any(
        "2per" in reading.grammemes
        for item in near
        for reading in readings(tokens[item.last].low)[:1]
        if not item.marks & _TELLING_TAGS
    )


def _opens_a_question(row: Sequence[Item], index: int) -> bool:
    """ "Правда что вы …", "а правда наши …"; but not "это правда, мы …"."""
    at_head = all(item.marks & {"а", "=а", "=ну", "=и", "=это"} for item in row[:index])
    following = row[index + 1].marks if index + 1 < len(row) else frozenset()
    beside = [*row[max(0, index - 1) : index], *row[index + 1 : index + 2]]
    if any(item.marks & LISTENER for item in beside):
        return True
    return at_head and bool(following & {"=что", "=вы", "=у", "=наши", "=ли", ","})


def _question_start(row: Sequence[Item]) -> int:
    """Where the asking part of a sentence with a question mark begins; its length if it tells."""
    cues = [i for i, item in enumerate(row) if item.marks & (_ASKING | LISTENER | _DOUBT)]
    if cues:
        start = clause_start(row, cues[0])
        return 0 if start == len(row) - 1 else start  # "…, правда?" asks all of it
    return len(row) if any(item.marks & _TELLING_TAGS for item in row) else 0


def is_withdrawn(row: Sequence[Item]) -> bool:
    """Whether a sentence takes back as a joke what was said before: "Да шучу я, мам." """
    jokes = _jokes(row)
    words = [item for item in row if not item.marks & BREAKS]
    return bool(jokes) and (jokes[0] == 0 or len(words) <= _WITHDRAWAL)


def is_joked(row: Sequence[Item], first: int) -> bool:
    """Whether a sentence calls itself a joke after the claim that begins at an item."""
    return any(index > first for index in _jokes(row))


def _jokes(row: Sequence[Item]) -> list[int]:
    return [
        index
        for index, item in enumerate(row)
        if "ШУТКА" in item.marks and not (index and row[index - 1].marks & {"=без", "=кроме"})
    ]
