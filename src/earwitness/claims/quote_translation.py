"""The English of a quote: of the sentences that it stands in, where they are tied to English."""

from collections.abc import Sequence

from earwitness.records.claim import Claim
from earwitness.records.translation import TranslatedSentence

SENTENCE, TURN = "sentence", "turn"


def quote_translation(
    claim: Claim, turn_translation: str, sentences: Sequence[TranslatedSentence]
) -> tuple[str, str]:
    """The English, and whether it is that of the "sentence" or of the whole "turn".

    `sentences` are those of the claim's turn. Where one of the quote's sentences has no English
    of its own, the turn's is given.
    """
    own = [one for one in sentences if one.start < claim.end and one.end > claim.start]
    if not own or not all(one.translation.strip() for one in own):
        return turn_translation, TURN
    return " ".join(one.translation.strip() for one in own), SENTENCE
