"""One sentence read: its claims in order, what it only asks, denies or supposes, and its themes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from earwitness.claims.drafts import Draft
from earwitness.claims.russian.belonging import unit_name
from earwitness.claims.russian.deed_rows import deed_row
from earwitness.claims.russian.deeds import (
    deeds,
    is_about_our_dead,
    is_of_the_killed,
    unheard,
)
from earwitness.claims.russian.denials import Untrue, called_untrue
from earwitness.claims.russian.hearsay import is_hearsay
from earwitness.claims.russian.items import Item, items
from earwitness.claims.russian.knowing import knowing
from earwitness.claims.russian.losses import losses
from earwitness.claims.russian.mood import (
    LISTENER,
    Mood,
    bare_row,
    is_asked,
    is_joked,
    is_withdrawn,
    mood_of,
)
from earwitness.claims.russian.old_wars import of_this_war
from earwitness.claims.russian.patterns import EncodedRow, encode
from earwitness.claims.russian.places import PlaceSpan
from earwitness.claims.russian.themes import (
    Finding,
    findings,
    theme_index,
)
from earwitness.records.claim import Claim
from earwitness.runtime.russian.words import Sentence

# Claims of these kinds are what the speaker does, sees or was told by their nature.
_NEVER_HEARSAY = frozenset({"order", "position", "admission", "looting"})
# Who is told to lie is blamed for it: these themes stay.
_SAID_OF_LIES = frozenset(
    {"official_narrative", "deception", "leader_criticism", "command_criticism", "concealment"}
)
_FIRST_PERSON = frozenset({"МЫ", "=я", "=меня", "НАША_ЧАСТЬ"})


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """What a sentence states, what it does not state, and its themes.

    `withdraws` says that it calls what was said before a joke.
    """

    claims: list[Claim]
    unasserted: list[Claim]
    themes: set[str]
    withdraws: bool


@dataclass(frozen=True, slots=True)
class _Page:
    """The text and sentence that are being read, and whether it goes on with hearsay.

    `untrue` is what the sentence calls a lie.
    """

    text: str
    sentence: Sentence
    passed_on: bool
    untrue: Untrue


@dataclass(frozen=True, slots=True)
class _Found:
    """A claim on items [first, last] of its sentence; `asked` if only a question makes it one."""

    claim: Claim
    first: int
    last: int
    asked: bool = False


def read_sentence(
    text: str, sentence: Sentence, spans: Iterable[PlaceSpan], *, passed_on: bool
) -> SentenceReading:
    """Claims and themes of one sentence of a text.

    `passed_on` says that the sentence before was a claim by hearsay; this one goes on with it,
    unless it speaks in the first person.
    """
    row = of_this_war(items(sentence, spans))
    passed_on = passed_on and not any(item.marks & _FIRST_PERSON for item in row)
    encoded = encode(row)
    page = _Page(text, sentence, passed_on, called_untrue(row, encoded))
    drafts = losses(row, encoded)
    marked = deed_row(row, sentence.tokens)
    found = _deeds(page, marked, drafts)
    lost = [(one, _loss(page, row, one)) for one in drafts if not is_of_the_killed(one, found)]
    heard = unheard(marked, found)
    done = [(one, _deed(page, heard, one)) for one in found if one.rule.kind]
    said = [claim for _, claim in lost] + [claim for _, claim in done]
    stated, unasserted = _by_mood(page, row, said)
    themes = {_loss_theme(draft) for draft, claim in lost if claim in stated}
    themes |= {one.rule.theme for one, claim in done if claim in stated}
    if sentence.question and not stated:
        themes |= _rhetorical(row, encoded)
    else:
        themes |= {one.rule.theme for one in found if not one.rule.kind}
        themes |= set(_pure_themes(page, row, encoded, drafts))
    themes -= {"", "losses"} if lost and all(_is_official(one.claim) for _, one in lost) else {""}
    return SentenceReading([one.claim for one in stated], unasserted, themes, is_withdrawn(row))


def _pure_themes(
    page: _Page, row: Sequence[Item], encoded: EncodedRow, drafts: list[Draft]
) -> Iterator[str]:
    for one in findings(theme_index(), row, encoded):
        items_not_meant = page.untrue.lies | page.untrue.answers
        untrue = _touches(items_not_meant, one.first, one.last)
        if not (untrue and one.rule.theme not in _SAID_OF_LIES) and not is_about_our_dead(
            one, drafts
        ):
            yield one.rule.theme


def _touches(indices: frozenset[int], first: int, last: int) -> bool:
    return bool(indices) and not indices.isdisjoint(range(first, last + 1))


def _is_official(claim: Claim) -> bool:
    """ "По телевизору сказали, что потерь нет": the official story, and no word of losses."""
    return claim.killed == 0 and claim.known_by == "television"


def _rhetorical(row: Sequence[Item], encoded: EncodedRow) -> set[str]:
    """Themes of a question that asks for nothing: "за что мы тут подыхаем?"."""
    found = findings(theme_index(), row, encoded)
    return {one.rule.theme for one in found if one.rule.rhetorical}


def _deeds(page: _Page, row: Sequence[Item], drafts: list[Draft]) -> list[Finding]:
    asked = page.sentence.question or any(item.marks & LISTENER for item in row)
    return deeds(row, drafts, asked=asked)


def _by_mood(
    page: _Page, row: Sequence[Item], said: list[_Found]
) -> tuple[list[_Found], list[Claim]]:
    """What is stated and what is not, each in the order of the text."""
    bare = bare_row(row, page.sentence.tokens, negated=True) or row
    stated: list[_Found] = []
    unasserted: list[Claim] = []
    for found in said:
        nobody = 0 in (found.claim.killed, found.claim.wounded)
        if nobody and _touches(page.untrue.answers, found.first, found.last):
            continue
        mood = _mood(page, row, bare, found, stated=True)
        if found.asked and mood.mood != "question":
            continue
        if mood.stated:
            stated.append(found)
        else:
            unasserted.append(_with_mood(found, mood))
    if bare is not row:
        unasserted += _supposed(page, row, bare, said)
    unasserted.sort(key=lambda claim: (claim.start, claim.end))
    return sorted(stated, key=lambda one: (one.claim.start, one.claim.end)), unasserted


def _supposed(
    page: _Page, row: Sequence[Item], bare: Sequence[Item], said: Sequence[_Found]
) -> list[Claim]:
    """Claims that are found only without the negations, conditions and futures of a sentence."""
    tokens = page.sentence.tokens
    positive = bare_row(row, tokens, negated=False) or row
    drafts = losses(positive, encode(positive)) if positive is not row else []
    marked = deed_row(bare, tokens)
    more = [_loss(page, positive, draft) for draft in drafts]
    more += [_deed(page, marked, one) for one in _deeds(page, marked, drafts) if one.rule.kind]
    claims = []
    for found in more:
        mood = _mood(page, row, bare, found, stated=False)
        if not mood.stated and not found.asked and not any(_same(found, other) for other in said):
            claims.append(_with_mood(found, mood))
    return claims


def _mood(
    page: _Page, row: Sequence[Item], bare: Sequence[Item], found: _Found, *, stated: bool
) -> Mood:
    span = (found.first, found.last)
    if stated and _touches(page.untrue.lies, *span):
        return Mood("denied")
    mood = mood_of(bare, page.sentence.tokens, found.claim.kind, span, stated=stated)
    if mood.stated and not stated:
        return mood
    if is_asked(row, page.sentence, *span):
        return Mood(None, "question")
    if mood.polarity is None and is_joked(row, found.first):
        return Mood(None, "joke")
    return mood


def _with_mood(found: _Found, mood: Mood) -> Claim:
    return replace(found.claim, polarity=mood.polarity, mood=mood.mood)


def _same(found: _Found, other: _Found) -> bool:
    """Whether two claims of one sentence are of the same matter."""
    if found.claim.kind != other.claim.kind:
        return False
    if found.claim.kind == "position":
        return found.claim.place == other.claim.place
    return found.first <= other.last and other.first <= found.last


def _loss_theme(draft: Draft) -> str:
    if draft.object != "people":
        return "equipment"
    return "refusal" if draft.fields.keys() & {"refused"} and not _lost(draft) else "losses"


def _lost(draft: Draft) -> bool:
    return bool(draft.fields.keys() - {"refused", "total"})


def _quoted(
    text: str, sentence: Sentence, row: Sequence[Item], indices: Sequence[int]
) -> tuple[str, int, int]:
    start = sentence.tokens[row[min(indices)].first].start
    end = sentence.tokens[row[max(indices)].last].end
    return text[start:end], start, end


def _loss(page: _Page, row: Sequence[Item], draft: Draft) -> _Found:
    said = [draft.first, draft.last, *draft.units, *draft.spoken]
    quote, start, end = _quoted(page.text, page.sentence, row, said)
    hearsay = page.passed_on or is_hearsay(row, draft.first, draft.last, _own_words(row, draft))
    claim = Claim(
        kind="loss", quote=quote, start=start, end=end, rule=draft.rule, object=draft.object,
        unit=unit_name(draft, row), hearsay=True if hearsay else None, **draft.fields,
    )  # fmt: skip
    return _Found(_known(page, row, claim, (draft.first, draft.last)), draft.first, draft.last)


def _own_words(row: Sequence[Item], draft: Draft) -> frozenset[int]:
    """The words of a loss itself; of a refusal also what is said and written with it."""
    if "refused" not in draft.fields:
        return draft.taken
    span = range(draft.first, min(draft.last + 4, len(row)))
    said = {i for i in span if row[i].marks & {"написать", "писать", "=сказали", "=заявили"}}
    return draft.taken | said


def _deed(page: _Page, row: Sequence[Item], finding: Finding) -> _Found:
    span = [finding.first, finding.last]
    said = span if finding.killed is None else [*span, finding.killed]
    quote, start, end = _quoted(page.text, page.sentence, row, said)
    kind = finding.rule.kind
    hearsay = kind not in _NEVER_HEARSAY and is_hearsay(row, finding.first, finding.last)
    counted = row[finding.killed].counted if finding.killed is not None else None
    claim = Claim(
        kind=kind, quote=quote, start=start, end=end, rule=finding.rule.name,
        killed=counted.quantity.rendered() if counted is not None else None,
        place=finding.place or None if kind == "position" else None,
        hearsay=True if hearsay else None,
    )  # fmt: skip
    claim = _known(page, row, claim, (finding.first, finding.last))
    return _Found(claim, finding.first, finding.last, finding.rule.asked)


def _known(page: _Page, row: Sequence[Item], claim: Claim, span: tuple[int, int]) -> Claim:
    """The claim with how it is known and who told it; what comes from others is hearsay."""
    tokens = page.sentence.tokens
    known = knowing(row, tokens, claim.kind, span, hearsay=bool(claim.hearsay))
    source = known.source
    words = page.text[tokens[source[0]].start : tokens[source[1]].end] if source else None
    passed_on = known.known_by in {"told", "television"}
    return replace(
        claim,
        known_by=known.known_by,
        told_by=words,
        hearsay=True if claim.hearsay or passed_on else None,
    )
