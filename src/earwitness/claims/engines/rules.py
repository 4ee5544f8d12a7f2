"""The built-in extractor: rules on lemmas, explainable, off-line, no model weights."""

import hashlib
from pathlib import Path
from typing import Literal

from earwitness.claims.persons import persons
from earwitness.claims.places import places
from earwitness.claims.reading import read_sentence
from earwitness.records.claim import Claim, Extraction
from earwitness.runtime.russian.words import sentences

DATA = Path(__file__).parents[1] / "data"


def rules_digest() -> str:
    """Eight hex digits over all rule files: changed rules are another version."""
    content = hashlib.sha256()
    for file in sorted(DATA.glob("*.t?*")):
        content.update(file.read_bytes())
    return content.hexdigest()[:8]


class RuleExtractor:
    """Finds claims, themes, places and persons in Russian text by the rules of `claims/data`.

    It reads recogniser output without punctuation or capitals as well. Other languages give
    empty or poorer results, never an error. It keeps no state and may be shared by threads.
    """

    name = "rules"
    version = f"1/{rules_digest()}"
    resource: Literal["io", "cpu", "gpu"] = "cpu"

    def extract(self, text: str) -> Extraction:
        """What the text says, in its order. Every claim's quote stands in it at its offsets."""
        claims: list[Claim] = []
        themes: set[str] = set()
        place_names: list[str] = []
        person_names: list[str] = []
        passed_on = False
        for sentence in sentences(text):
            spans = places(sentence.tokens)
            place_names += [span.name for span in spans]
            taken = frozenset(i for span in spans for i in range(span.first, span.last + 1))
            person_names += persons(sentence.tokens, taken)
            if sentence.question:
                passed_on = False
                continue
            found, said = read_sentence(text, sentence, spans, passed_on=passed_on)
            claims += found
            themes |= said
            passed_on = any(claim.hearsay for claim in found)
        return Extraction(
            text=text,
            claims=tuple(claims),
            themes=tuple(sorted(themes)),
            places=tuple(dict.fromkeys(place_names)),
            persons=tuple(dict.fromkeys(person_names)),
        )
