"""The English of a quote is that of its own sentences, where they are tied to it."""

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.extraction import Talk, extract_from_turns
from earwitness.records.hearing import Flag, Turn
from earwitness.records.translation import TranslatedSentence

TEXT = "Мам, тут холодно. Восемь двухсотых в роте."


def sentence(start: int, end: int, english: str, turn: int = 0) -> TranslatedSentence:
    return TranslatedSentence(
        turn=turn, start=start, end=end, start_ms=0, end_ms=900, text=TEXT[start:end],
        language="ru", translation=english, engine="speech",
    )  # fmt: skip


def english(*sentences: TranslatedSentence, flags: tuple[Flag, ...] = ()) -> tuple[str, str]:
    turn = Turn(
        start_ms=0, end_ms=900, speaker_label="A", channel=0, language="ru", text=TEXT,
        translation="Mum, it is cold. Eight dead.", flags=flags,
    )  # fmt: skip
    (claim,), _ = extract_from_turns(
        "c", "ab" * 32, [turn], extractor=RuleExtractor(), talk=Talk(sentences=sentences)
    )
    return claim.translation, claim.translation_of


def test_the_sentence_of_the_quote_is_given() -> None:
    cold, dead = sentence(0, 17, "Mum, it is cold."), sentence(18, 42, "Eight dead.")
    assert english(cold, dead) == ("Eight dead.", "sentence")


def test_without_tied_sentences_it_is_the_turns() -> None:
    whole = ("Mum, it is cold. Eight dead.", "turn")
    assert english() == whole
    assert english(sentence(18, 42, "")) == whole
    assert english(sentence(18, 42, "Eight.", turn=1)) == whole


def test_english_older_than_the_text_is_not_given_as_the_sentences() -> None:
    own = sentence(18, 42, "Seven dead.")
    assert english(own, flags=(Flag.OUTDATED_TRANSLATION,))[1] == "turn"
