"""Claims get times, ids and the documented JSON shape."""

from earwitness.claims.engines.rules import RuleExtractor
from earwitness.claims.extraction import claim_id, extract_from_turns, quote_times
from earwitness.claims.json_shape import to_json
from earwitness.claims.ports import ClaimExtractor
from earwitness.records.claim import Claim, Extraction
from earwitness.records.hearing import Flag, Turn, Word


class OneClaim:
    """Finds the word "беда" and nothing else."""

    name = "one-claim"
    version = "0"
    resource = "cpu"

    def extract(self, text: str, language: str = "") -> Extraction:
        start = text.find("беда")
        claim = Claim(kind="loss", quote="беда", start=start, end=start + 4, rule="беда")
        return Extraction(text=text, claims=(claim,) if start >= 0 else (), themes=("losses",))


def words(text: str, step: int = 100) -> tuple[Word, ...]:
    return tuple(
        Word(text=word, start_ms=1000 + i * step, end_ms=1000 + i * step + 80, confidence=0.9)
        for i, word in enumerate(text.split())
    )


def turn(text: str, **changes: object) -> Turn:
    fields = {
        "start_ms": 900,
        "end_ms": 5000,
        "speaker_label": "A",
        "channel": 0,
        "language": "ru",
        "text": text,
        "words": words(text),
    }
    return Turn(**(fields | changes))  # type: ignore[arg-type]


def extract(*turns: Turn, extractor: ClaimExtractor | None = None):  # noqa: ANN201
    return extract_from_turns("call-1", "ab" * 32, turns, extractor=extractor or OneClaim())


def test_a_claim_stands_at_the_words_of_its_quote() -> None:
    (claim,), _ = extract(turn("ой мам беда у нас"))
    assert (claim.start_ms, claim.end_ms) == (1200, 1280)
    assert (claim.call_id, claim.speaker_label) == ("call-1", "A")


def test_without_words_a_claim_stands_at_its_turn() -> None:
    (claim,), _ = extract(turn("ой беда", words=()))
    assert (claim.start_ms, claim.end_ms) == (900, 5000)


def test_words_that_are_not_in_an_edited_text_are_passed_over() -> None:
    edited = turn("мам беда у нас", words=words("мам лебеда беда у нас"))
    start = edited.text.index("беда")
    assert quote_times(edited, start, start + 4) == (1200, 1280)


def test_turns_that_may_be_invented_give_nothing() -> None:
    assert extract(turn("беда", flags=(Flag.REPETITION,))) == ((), ())
    claims, _ = extract(turn("беда", flags=(Flag.LOW_CONFIDENCE,)))
    assert len(claims) == 1


def test_an_id_is_stable_and_tells_claims_apart() -> None:
    (first,), _ = extract(turn("беда"))
    (again,), _ = extract(turn("беда"))
    later, _ = extract(turn("беда"), turn("беда", words=(), start_ms=7000))
    assert first.id == again.id == claim_id("call-1", 1000, first.claim)
    assert first.id.startswith("claim-") and len(first.id) == len("claim-") + 12
    assert len({claim.id for claim in later}) == 2


def test_themes_places_and_persons_are_marked_on_their_turn() -> None:
    _, marks = extract(turn("Путин хочет Киев взять."), extractor=RuleExtractor())
    assert {(mark.kind, mark.value) for mark in marks} == {("place", "Киев"), ("person", "Путин")}
    assert {(mark.start_ms, mark.end_ms) for mark in marks} == {(900, 5000)}


def test_json_leaves_out_what_is_not_said() -> None:
    document = to_json(RuleExtractor().extract("Потерь нет."))
    assert document == {
        "text": "Потерь нет.",
        "claims": [
            {
                "kind": "loss",
                "quote": "Потерь нет",
                "start": 0,
                "end": 10,
                "rule": "no_losses",
                "object": "people",
                "killed": 0,
            }
        ],
        "themes": ["losses"],
        "places": [],
        "persons": [],
        "unasserted": [],
        "language": "ru",
    }
