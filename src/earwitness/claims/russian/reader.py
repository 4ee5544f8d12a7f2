"""A Russian text read sentence by sentence."""

from dataclasses import replace

from earwitness.claims.russian.circumstances import circumstances, completed, mentions
from earwitness.claims.russian.persons import persons
from earwitness.claims.russian.places import places
from earwitness.claims.russian.reading import read_sentence
from earwitness.records.claim import Claim, Extraction, Mention
from earwitness.runtime.russian.words import sentences


def read(text: str) -> Extraction:
    """What a text says, in its order."""
    claims: list[Claim] = []
    unasserted: list[Claim] = []
    themes: set[str] = set()
    place_names: list[str] = []
    person_names: list[str] = []
    mentioned: list[Mention] = []
    starts: list[int] = []
    latest = 0
    passed_on = False
    for number, sentence in enumerate(sentences(text)):
        starts.append(sentence.tokens[0].start)
        spans = places(sentence.tokens)
        place_names += [span.name for span in spans]
        taken = frozenset(i for span in spans for i in range(span.first, span.last + 1))
        person_names += persons(sentence.tokens, taken)
        around = circumstances(sentence, spans)
        mentioned += mentions(around, number, asked=sentence.question)
        read = read_sentence(text, sentence, spans, passed_on=passed_on)
        if read.withdraws:
            unasserted += [replace(claim, mood="joke") for claim in claims[latest:]]
            del claims[latest:]
        latest = len(claims)
        claims += [completed(claim, around) for claim in read.claims]
        unasserted += [completed(claim, around) for claim in read.unasserted]
        themes |= read.themes
        passed_on = any(claim.hearsay for claim in read.claims)
    return Extraction(
        text=text,
        claims=tuple(claims),
        themes=tuple(sorted(themes)),
        places=tuple(dict.fromkeys(place_names)),
        persons=tuple(dict.fromkeys(person_names)),
        unasserted=tuple(sorted(unasserted, key=lambda claim: (claim.start, claim.end))),
        language="ru",
        mentions=tuple(mentioned),
        sentence_starts=tuple(starts),
    )
