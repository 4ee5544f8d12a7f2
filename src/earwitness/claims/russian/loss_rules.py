"""The rules of `data/losses.toml`, and what each of them finds in a sentence."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from earwitness.claims.counted import PEOPLE, Counted
from earwitness.claims.drafts import Draft, next_in_list, settle_lost
from earwitness.claims.russian.clauses import BREAKS, around
from earwitness.claims.russian.items import Item
from earwitness.claims.russian.loss_words import hides_a_loss, is_only_hit, takes_anothers_number
from earwitness.claims.russian.pattern_index import PatternIndex
from earwitness.claims.russian.patterns import (
    EncodedRow,
    Match,
    Pattern,
    compile_pattern,
    matches,
    written_out,
)
from earwitness.claims.tables import read_table

# How far around a match, in items, a forbidding mark counts, and evidence that the numbers are of
# the speaker's side. Chosen by hand so that they stay within a spoken clause.
_NEAR_BEFORE, _NEAR_AFTER = 4, 3
_EVIDENCE_REACH = 8
# Not said to have happened, or not in this war, or not to people.
_NEVER = frozenset({"ЕСЛИ", "ВЫДУМКА", "ДАВНО", "ЗВЕРЬ"})
# What goes on being told over commas: an old war, a film.
_STORY = frozenset({"ВЫДУМКА", "ДАВНО"})
_STORY_REACH = 12
_WE_KILLED = frozenset({"=мы", "=их", "УБИТЬ"})  # "мы накрыли их, человек тридцать легло"


# What forbids a rule only before the end of its match: who did it, and what was spoken of. After
# it, without commas, these words begin another matter.
_ONLY_BEFORE = frozenset({"БЫТ", "=я", "=мы"})
# Nouns that look like an object and tell when it was, or what did it.
_WHEN_OR_WHAT = frozenset(
    {"БОЕВОЕ", "ЧЕМ_УБИВАЕТ", "час", "день", "ночь", "утро", "вечер", "неделя", "минута", "сутки"}
    | {"раз", "месяц", "год", "ЧАСТЬ"}
)
# Verbs whose subject is the loss.
_OF_ITS_SUBJECT = frozenset({"ПОГИБНУТЬ", "УМЕРЕТЬ", "ВЫЖИТЬ"})
_NUMBERED = frozenset({"ЧИСЛО", "ДОЛЯ", "ЧИСЛО_ТЕХНИКИ"})
_NO_SOLDIERS = frozenset({"гражданский", "мирный", "мирняк", "местный"})
_EQUIPMENT = frozenset({"ЧИСЛО_ТЕХНИКИ", "ОДНА_ТЕХНИКА"})


@dataclass(frozen=True, slots=True)
class LossRule:
    """One entry of `losses.toml`; its head explains the fields."""

    name: str
    patterns: tuple[Pattern, ...]
    fields: dict[str, Any]
    unless: frozenset[str]
    needs: frozenset[str]
    proof: frozenset[str]
    share_left: bool
    chain: bool
    by_enemy: bool
    named: bool
    zero: bool
    late: bool


@cache
def loss_rules() -> tuple[LossRule, ...]:
    """The rules of the table, in their order."""
    return tuple(
        LossRule(
            entry["name"],
            tuple(compile_pattern(one) for said in entry["match"] for one in written_out(said)),
            entry.get("set", {}),
            frozenset(entry.get("unless", "").split()) | _NEVER,
            frozenset(entry.get("needs", "").split()),
            frozenset(entry.get("proof", "").split()),
            entry.get("share") == "left",
            entry.get("chain", False),
            entry.get("by_enemy", False),
            entry.get("object") == "named",
            entry.get("zero", False),
            entry.get("late", False),
        )
        for entry in read_table("russian", "losses.toml")["rule"]
    )


@cache
def loss_index() -> PatternIndex[LossRule, Pattern]:
    """The same rules, by what a sentence needs for them."""
    return PatternIndex((rule, rule.patterns) for rule in loss_rules())


def apply_rule(
    rule: LossRule,
    patterns: Iterable[Pattern],
    row: Sequence[Item],
    encoded: EncodedRow,
    over_commas: bool,
) -> Iterator[Draft]:
    """What a rule finds in a sentence, pattern by pattern; the same words may come twice."""
    for pattern in patterns:
        for match in matches(pattern, encoded, over_commas=over_commas):
            if rule.zero and not any("НОЛЬ" in row[i].marks for i in match.captured.values()):
                continue
            if _is_forbidden(rule, row, match) or not _is_about_us(rule, row, match):
                continue
            yield from _drafts(rule, row, match)


def _is_forbidden(rule: LossRule, row: Sequence[Item], match: Match) -> bool:
    nearby = around(row, match.first, match.last, before=_NEAR_BEFORE, after=_NEAR_AFTER)
    by_enemy = rule.by_enemy and not any("ПОТЕРЯТЬ" in row[i].marks for i in match.taken)
    if any(_forbids(rule, item, by_enemy) for item in nearby) or _is_of_another_story(row, match):
        return True
    if "ГРАЖДАНСКИЕ" in rule.unless and _civilians_follow(row, match.last):
        return True
    close = row[max(0, match.first - _NEAR_BEFORE) : match.last + 1]
    if any(item.marks & rule.unless & _ONLY_BEFORE for item in close):
        return True
    if rule.name == "killed" and _has_an_object(row, match):
        return True
    if is_only_hit(row, match) or _is_theirs(row, match):
        return True
    if _is_of_one(row, match) or _is_of_things(row, match):
        return True
    return hides_a_loss(row, match, rule.fields) or takes_anothers_number(row, match, rule.fields)


def _is_of_one(row: Sequence[Item], match: Match) -> bool:
    """Whether a verb of one man or thing stands for several: "танк сгорел, трое выскочили"."""
    verbs = [row[i].marks for i in match.taken if "ЕДИНСТВЕННОЕ" in row[i].marks]
    if not any(marks & _OF_ITS_SUBJECT for marks in verbs) or len(match.captured) != 1:
        return False
    if any("еще" in item.marks for item in row[match.first : match.last]):
        return False  # "погиб командир и ещё двое"
    verb = min(i for i in match.taken if "ЕДИНСТВЕННОЕ" in row[i].marks)
    if any(item.marks & {"ЧАСТЬ", "ВЕСЬ"} for item in row[max(0, match.first - 3) : verb]):
        return False  # "вся разведка полегла, восемь человек"
    said = [row[index].counted for index in match.captured.values()]
    return any(one is not None and not one.quantity.share and _is_plural(one) for one in said)


def _has_an_object(row: Sequence[Item], match: Match) -> bool:
    """Whether they did it to a thing: "пять человек положили деньги на карту"."""
    if match.last in match.captured.values() or match.last + 1 >= len(row):
        return False
    verb, after = row[match.last].marks, row[match.last + 1].marks
    they = any(mark.startswith("=") and mark.endswith("ли") for mark in verb)
    return they and "ДОПОЛНЕНИЕ" in after and not after & _WHEN_OR_WHAT


def _is_theirs(row: Sequence[Item], match: Match) -> bool:
    """Whether "у хохлов" opens the matter or is added to it: "тысяча погибших, у хохлов"."""
    for index in range(match.last + 1, min(match.last + 6, len(row) - 1)):
        ends = index + 2 >= len(row) or not row[index + 2].marks & _NUMBERED
        if "у" in row[index].marks and "ВРАГ" in row[index + 1].marks and ends:
            return True
    before = row[max(0, match.first - _EVIDENCE_REACH) : match.first]
    for one, two in pairwise(before):
        if "НАВАЛЯЛИ" in one.marks and "=им" in two.marks:
            return True
        if "=кто" in one.marks and two.marks & {"=сказал", "=сказала"}:
            return True  # "кто сказал, что двести погибло?"
    for index in range(match.first - 1, max(match.first - _EVIDENCE_REACH, 0), -1):
        if row[index].marks & {"МЫ", "СВОИ", "НАША_ЧАСТЬ", "ЗНАК"}:
            return False
        if "ВРАГ" in row[index].marks and "у" in row[index - 1].marks:
            return True
    return False


def _is_plural(said: Counted) -> bool:
    """Whether a number takes a plural or neuter verb: not "двадцать один", "сотня", "десяток"."""
    return said.quantity.low % 10 != 1 and said.quantity.low not in {10, 12, 100, 1000}


def _is_of_things(row: Sequence[Item], match: Match) -> bool:
    """Whether a number left without a noun is of goods said before: "из десяти банок осталось"."""
    index = match.captured.get("remaining")
    if index is None or _object(row, index):
        return False
    for item in reversed(row[max(0, index - _EVIDENCE_REACH) : index]):
        if item.counted is not None and item.counted.what == PEOPLE:
            return False
        if "ЕДА" in item.marks:
            return True
    return False


def _civilians_follow(row: Sequence[Item], last: int) -> bool:
    """ "семеро мёртвых, гражданские": a word right after the comma says who they are."""
    said = row[last + 1 : last + 4]
    alone = len(said) < 3 or bool(said[2].marks & BREAKS)
    return len(said) > 1 and "," in said[0].marks and bool(said[1].marks & _NO_SOLDIERS) and alone


def _forbids(rule: LossRule, item: Item, by_enemy: bool) -> bool:
    """Whether an item forbids the rule; the enemy who does it ("хохлы сожгли …") may not."""
    marks = item.marks & rule.unless - _ONLY_BEFORE
    does = by_enemy and "ВРАГ_ДЕЛАЕТ" in item.marks
    return bool(marks - {"ВРАГ"} if does else marks)


def _is_of_another_story(row: Sequence[Item], match: Match) -> bool:
    """Whether an old war, a film or our own fire was spoken of shortly before."""
    before = row[max(0, match.first - _STORY_REACH) : match.first]
    said = frozenset().union(*(item.marks for item in before))
    near = row[max(0, match.first - _EVIDENCE_REACH) : match.last + 1 + _NEAR_AFTER]
    if any("АВАРИЯ" in item.marks for item in near):
        return True
    return bool(said & _STORY) or said >= _WE_KILLED


def _is_about_us(rule: LossRule, row: Sequence[Item], match: Match) -> bool:
    """Whether a bare number is shown to count the speaker's side."""
    counts = any(_object(row, index) for index in match.captured.values())
    wanted = rule.proof or (frozenset() if counts else rule.needs)
    wanted = wanted | {"СВОИ"} if "МЫ" in wanted else wanted
    window = row[max(0, match.first - _EVIDENCE_REACH) : match.last + _EVIDENCE_REACH]
    return not wanted or any(item.marks & wanted for item in window)


def _object(row: Sequence[Item], index: int) -> str:
    counted = row[index].counted
    return counted.what if counted is not None else ""


def _named(row: Sequence[Item], match: Match) -> str:
    """The equipment that a word names; "единица техники" is a vehicle."""
    if any("единица" in item.marks for item in row[match.first : match.last + 1]):
        return "vehicle"
    return next((row[index].names for index in sorted(match.taken) if row[index].names), "")


def _drafts(rule: LossRule, row: Sequence[Item], match: Match) -> Iterator[Draft]:
    objects = [what for index in match.captured.values() if (what := _object(row, index))]
    if rule.named:
        objects = [_named(row, match)]
    fields = dict(rule.fields)
    for name, index in match.captured.items():
        counted = row[index].counted
        if counted is None:
            continue
        quantity = counted.quantity.complement() if rule.share_left else counted.quantity
        fields[name] = quantity.rendered()
    if rule.zero:
        fields = {"destroyed": True}
    settle_lost(fields)
    yield Draft(
        match.first, match.last, rule.name, objects[0] if objects else PEOPLE, fields,
        set(match.captured.values()), taken=match.taken,
    )  # fmt: skip
    if rule.chain:
        yield from _chained(rule, row, match)


def _chained(rule: LossRule, row: Sequence[Item], match: Match) -> Iterator[Draft]:
    """Further equipment in a list, on both sides: "сожгли пять танков и два бэтээра"."""
    for start, step in ((match.last, 1), (min(match.captured.values()), -1)):
        index = start
        while (following := _next_in_list(row, index, step)) is not None:
            index = following
            counted = row[index].counted
            assert counted is not None
            yield next_in_list(rule.name, index, counted)


def _next_in_list(row: Sequence[Item], index: int, step: int) -> int | None:
    """Further equipment after "и" or a comma, or a number of it right beside."""
    for distance, wanted in ((1, {"ЧИСЛО_ТЕХНИКИ"}), (2, _EQUIPMENT)):
        at = index + step * distance
        if not 0 <= at < len(row) or not row[at].marks & wanted or row[at].counted is None:
            continue
        if distance == 1 or row[index + step].marks & {"и", ",", "да", "плюс"}:
            return at
    return None
