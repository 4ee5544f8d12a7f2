"""Signs that a turn quotes the official story, or that it tells something else."""

import re
from collections.abc import Iterator

from earwitness.claims.contrast.conversation import TurnFindings

NARRATIVE, TELEVISION = "official_narrative", "television"

COUNTER_THEMES = frozenset(
    {"war_failing", "losses", "supply", "deception", "refusal", "equipment", "command_criticism"}
)
COUNTER_KINDS = frozenset({"loss", "position", "order", "killing", "looting", "admission"})
"""What a soldier may say that the official story does not: themes, and kinds of claims."""

_TOPIC_WORDS = {"loss": "losses", "war_failing": "how the war fails"}

# Who speaks for the state, and that something is said, in the languages that are read: beginnings
# of words. Both must stand near each other; the names are those of the table of persons.
_SPEAKERS = (
    r"телев\w*|телек\w*|телик\w*|тв|канал\w*|новост\w*|новин\w*|минис\w*|мініс\w*|минобор\w*|"
    r"военком\w*|воєнком\w*|президент\w*|губернатор\w*|чиновник\w*|правительств\w*|в часть|в части|"
    r"путин\w*|путін\w*|шойгу|лавров\w*|медведев\w*|песков\w*|конашенков\w*|солов[ьё]\w*|"
    r"скабеев\w*|захаров\w*|televis\w*|tv|news|channel\w*|minist\w*|officials?|president|governor|"
    r"recruit\w*|spokes\w*|kremlin|putin|shoigu|lavrov|peskov|konashenkov"
)
_SAYING = (
    r"сказа\w*|говор\w*|обеща\w*|обіця\w*|объяв\w*|оголос\w*|заяв\w*|показ\w*|передав\w*|каже\w*|"
    r"кажуть|казал\w*|said|says?|saying|promis\w*|announc\w*|claim\w*|declar\w*|told|tells?|show\w*"
)
_BETWEEN = r"\W+(?:\w+\W+){0,3}"
_QUOTES = re.compile(
    rf"\b(?:({_SPEAKERS}){_BETWEEN}(?:{_SAYING})|(?:{_SAYING}){_BETWEEN}({_SPEAKERS}))\b",
    re.IGNORECASE,
)
# A rule that looks at the whole turn may be asked for one that is a whole talk.
_LONGEST = 2_000


def official_signs(found: TurnFindings) -> tuple[str, ...]:
    """Why a turn quotes the official story, in words; empty if it does not."""
    return tuple(dict.fromkeys(_official_signs(found)))


def _official_signs(found: TurnFindings) -> Iterator[str]:
    if NARRATIVE in found.themes:
        yield "theme official narrative"
    for one in found.claims:
        if one.claim.known_by == TELEVISION:
            yield "known from television"
    quoted = _QUOTES.search(found.turn.text[:_LONGEST])
    if quoted is not None:
        yield f"quotes {(quoted[1] or quoted[2]).lower()}"


def counter_signs(found: TurnFindings) -> tuple[str, ...]:
    """What a turn tells that the official story does not, in words. A place where somebody stands
    counts only beside the same place: the matching asks for it."""
    own = [topic for topic in found.topics if topic in COUNTER_THEMES or topic in COUNTER_KINDS]
    return tuple(dict.fromkeys(map(topic_in_words, own)))


def topic_in_words(topic: str) -> str:
    """A theme or kind of claim in words; a claim of losses and the theme of them are one."""
    return _TOPIC_WORDS.get(topic, topic.replace("_", " "))


def is_passed_on(found: TurnFindings) -> bool:
    """Whether all that a turn claims was told by others."""
    return bool(found.claims) and all(one.is_passed_on for one in found.claims)
