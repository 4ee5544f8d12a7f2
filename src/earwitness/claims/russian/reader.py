"""A Russian text read sentence by sentence."""

from earwitness.claims.russian.circumstances import circumstances, completed, mentions
from earwitness.claims.russian.persons import persons
from earwitness.claims.russian.places import places
from earwitness.claims.russian.reading import read_sentence
from earwitness.claims.text_reading import TextReading
from earwitness.records.claim import Extraction
from earwitness.runtime.russian.words import sentences


def read(text: str) -> Extraction:
    """What a text says, in its order."""
    found = TextReading(text, "ru")
    passed_on = False
    for number, sentence in enumerate(sentences(text)):
        found.starts.append(sentence.tokens[0].start)
        spans = places(sentence.tokens)
        found.places += [span.name for span in spans]
        taken = frozenset(i for span in spans for i in range(span.first, span.last + 1))
        found.persons += persons(sentence.tokens, taken)
        around = circumstances(sentence, spans)
        found.mentions += mentions(around, number, asked=sentence.question)
        said = read_sentence(text, sentence, spans, passed_on=passed_on)
        if said.withdraws:
            found.withdraw()
        found.add(
            [completed(claim, around) for claim in said.claims],
            [completed(claim, around) for claim in said.unasserted],
            said.themes,
        )
        passed_on = any(claim.hearsay for claim in said.claims)
    return found.extraction()
