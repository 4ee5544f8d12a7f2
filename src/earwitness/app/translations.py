"""Turns with their sentences: source, English, what speaks against it, terms of the glossary."""

from collections.abc import Mapping, Sequence
from typing import Any

from earwitness.pipeline.leading import leading
from earwitness.pipeline.translated import translated_turns
from earwitness.records.call import Call
from earwitness.records.translation import CheckedSentence, SentencePair, TranslatedSentence
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.store import results

Answer = dict[str, Any]


def sentence_pairs(hashes: Sequence[str] | None = None) -> dict[str, tuple[SentencePair, ...]]:
    """Sentences of the leading translation of each recording (of these; None: of all).

    Only where that translation was made of the turns that lead now.
    """
    digests = {one.sha256: one.digest for one in leading(hashes)}
    checks = {made.subject: made for made in results.made("backcheck", hashes) if made.leads}
    pairs = {}
    for made in results.made("translate", hashes):
        fits = made.provenance["input_digests"][0] == digests.get(made.subject)
        if not made.leads or not fits:
            continue
        sentences = from_json(made.output, tuple[TranslatedSentence, ...])
        check = checks.get(made.subject)
        checked: Sequence[CheckedSentence | None] = [None] * len(sentences)
        if check is not None and check.provenance["input_digests"] == [made.output_digest]:
            checked = from_json(check.output, tuple[CheckedSentence, ...])
        pairs[made.subject] = tuple(
            SentencePair(sentence=sentence, checked=own)
            for sentence, own in zip(sentences, checked, strict=True)
        )
    return pairs


def turns_with_sentences(call: Call) -> list[Answer]:
    """The leading turns of all recordings of a call by start, as `show` answers them."""
    pairs = sentence_pairs(call.recordings)
    answers: list[Answer] = []
    for own in translated_turns(call.recordings):
        by_turn: dict[int, list[Answer]] = {}
        for pair in pairs.get(own.sha256, ()):
            by_turn.setdefault(pair.sentence.turn, []).append(sentence_answer(pair))
        answers += [
            {**to_json(turn), "sentences": by_turn.get(number, [])}
            for number, turn in enumerate(own.turns)
        ]
    return sorted(answers, key=lambda turn: int(turn["start_ms"]))


def sentence_answer(pair: SentencePair) -> Answer:
    """One sentence, in the shape of `show`."""
    fields: Mapping[str, Any] = to_json(pair.sentence)
    checked = pair.checked or CheckedSentence()
    return {
        **{name: value for name, value in fields.items() if name not in ("turn", "language")},
        "checked": pair.checked is not None,
        "doubts": to_json(checked.doubts),
        "terms": to_json(checked.terms),
    }


def translation_versions(call: Call) -> list[Answer]:
    """Every translation that was made of the call's recordings, oldest first, with its maker."""
    return [
        {
            "sha256": made.subject,
            "engine": made.provenance["engine"],
            "version": made.provenance["version"],
            "weights_digest": made.provenance["weights_digest"],
            "made_at": made.made_at.isoformat(),
            "leads": made.leads,
            "english": " ".join(filter(None, (one["translation"] for one in made.output))),
        }
        for made in results.made("translate", call.recordings)
    ]
