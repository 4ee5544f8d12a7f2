"""What restoring capitals and full stops is worth, and whether numbers have true times.

    uv run python benchmarks/bare_words.py [--heard FILE]

Hears the fictional archive with whisper-base, strips its text to bare words, restores them by the
rules of `calls.casing`, and compares with the archive's truth: capitals on names (sentence
beginnings left out), sentence ends, and the persons and places that slovnet finds in the truth's
sentences, in the bare words and in the restored ones (needs `models fetch natasha-ner`). Also:
capitals on the truth's own words, and on texts that were not looked at when the rules were written.
Prints one JSON document. `--heard` keeps what was heard, for another run; `--recordings` hears only
so many.
"""

import argparse
import csv
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from navec import Navec
from rapidfuzz.distance import LCSseq
from slovnet import NER

from earwitness.calls.casing import capitals, restore
from earwitness.calls.clips import cut_clips
from earwitness.calls.comparable_words import plain_form
from earwitness.calls.engines.pyav import PyavDecoder, read_sound, resample
from earwitness.calls.engines.silero import SileroDetector
from earwitness.calls.engines.whisper import WhisperRecogniser
from earwitness.calls.ports import HearingOptions
from earwitness.calls.word_times import SHORTEST_MS, mended
from earwitness.pipeline.turns import known_places
from earwitness.records.hearing import Segment, Word
from earwitness.runtime.models.store import require
from earwitness.runtime.records_json import from_json, to_json
from earwitness.runtime.settings import AudioSection

REPOSITORY = Path(__file__).resolve().parents[1]
ARCHIVE = REPOSITORY / "src" / "earwitness" / "demo" / "archive" / "recordings"
TRUTH = REPOSITORY / "tests" / "data" / "archive_truth" / "turns.jsonl"
SHARED = REPOSITORY.parent / "shared"
ENDS = ".!?…"


def hear_archive(most: int) -> dict[str, dict[str, Any]]:
    """Segments of every recording as the recogniser gives them, and mended."""
    model, vad = require("whisper-base"), require("silero-vad")
    recogniser = WhisperRecogniser(model.path, model.weights_digest)
    detector = SileroDetector(vad.path / "silero_vad.onnx", vad.weights_digest)
    decoder, heard = PyavDecoder(AudioSection()), {}
    options = HearingOptions(languages=("ru",), beam_size=5, translate=False)
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(ARCHIVE.iterdir())[:most]:
            target = Path(folder) / "sound.wav"
            decoder.decode(path, source_name=path.name, target=target)
            native = read_sound(target)
            (spans,) = detector.detect([native])
            clips = cut_clips(path.name, resample(native, 16_000), spans)
            raw = recogniser.hear(clips, options)
            heard[path.name] = {
                "raw": to_json([one for own in raw for one in own]),
                "mended": to_json([one for own in mended(raw, clips) for one in own]),
            }
    decoder.close()
    return heard


def bare(segment: Segment) -> Segment:
    """The segment as a recogniser without capitals and punctuation would give it."""
    kept = [(plain_form(word.text), word) for word in segment.words]
    words = tuple(replace(word, text=text) for text, word in kept if text)
    return replace(segment, text=" ".join(word.text for word in words), words=words)


def score(right: int, wrong: int, missed: int) -> dict[str, float]:
    """Precision, recall and F1 of counts."""
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {
        "right": right, "wrong": wrong, "missed": missed,
        "precision": round(precision, 3), "recall": round(recall, 3), "f1": round(f1, 3),
    }  # fmt: skip


def marked(text: str) -> list[tuple[str, bool, bool, bool]]:
    """(bare word, has a capital, begins a sentence, ends one) of every word of a text."""
    found: list[tuple[str, bool, bool, bool]] = []
    begins = True
    for token in text.split():
        word = plain_form(token)
        if word:
            letters = token.lstrip("«\"'(—–-")
            ends = bool(re.search(rf"[{ENDS}]", token))
            found.append((word, letters[:1].isupper(), begins, ends))
            begins = ends
        elif found and re.search(rf"[{ENDS}]", token):
            found[-1] = (*found[-1][:3], True)
            begins = True
    return found


def capitals_on_texts(texts: Iterable[str]) -> dict[str, float]:
    """Capitals guessed on the bare words of texts; sentence beginnings are left out."""
    counts: Counter[str] = Counter()
    for text in texts:
        words = marked(text)
        sentence: list[tuple[str, bool, bool, bool]] = []
        for word in words:
            sentence.append(word)
            if word[3] or word is words[-1]:
                guesses = capitals([own[0] for own in sentence], known_places())
                for own, guess in list(zip(sentence, guesses, strict=True))[1:]:
                    counts[{(True, True): "right", (False, True): "wrong",
                            (True, False): "missed"}.get((own[1], guess), "left")] += 1  # fmt: skip
                sentence = []
    return score(counts["right"], counts["wrong"], counts["missed"])


def against_truth(
    heard: dict[str, Sequence[Segment]], truth: dict[str, Sequence[str]]
) -> dict[str, Any]:
    """Capitals and sentence ends against the truth, recording by recording, on words that both
    have."""
    names: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    kinds = {(True, True): "right", (False, True): "wrong", (True, False): "missed"}
    for recording, segments in heard.items():
        ours = [word for segment in segments for word in marked(segment.text)]
        theirs = [word for text in truth.get(recording, ()) for word in marked(text)]
        for code in LCSseq.opcodes([one[0] for one in ours], [one[0] for one in theirs]):
            if code.tag != "equal":
                continue
            left = ours[code.src_start : code.src_end]
            for own, true in zip(left, theirs[code.dest_start : code.dest_end], strict=True):
                if not (own[2] or true[2]):
                    names[kinds.get((true[1], own[1]), "left")] += 1
                ends[kinds.get((true[3], own[3]), "left")] += 1
    return {
        "names": score(names["right"], names["wrong"], names["missed"]),
        "sentence_ends": score(ends["right"], ends["wrong"], ends["missed"]),
    }


def truth_by_recording(turns: Sequence[dict[str, Any]]) -> dict[str, list[str]]:
    """The truth's turns of each file of the archive, in order."""
    with TRUTH.with_name("calls.csv").open(encoding="utf-8") as rows:
        calls = {row["file"]: row["call"] for row in csv.DictReader(rows)}
    return {
        file: [turn["ru"] for turn in turns if turn["call"] == call] for file, call in calls.items()
    }


def name_finder() -> NER:
    """slovnet's name finder, as natasha ships it."""
    folder = require("natasha-ner").path
    ner = NER.load(str(folder / "slovnet_ner_news_v1.tar"))
    ner.navec(Navec.load(str(folder / "navec_news_v1_1B_250K_300d_100q.tar")))
    return ner


def names_in(ner: NER, texts: Iterable[str]) -> Counter[str]:
    """Persons and places by their words, lower case."""
    return Counter(
        plain_form(word)
        for text in texts if text
        for span in ner(text).spans if span.type in ("PER", "LOC")
        for word in text[span.start : span.stop].split()
    )  # fmt: skip


def times(segments: Sequence[Segment]) -> dict[str, int]:
    """How well words, and numbers among them, are timed."""
    words: list[Word] = [word for segment in segments for word in segment.words]
    numbers = [word for word in words if any(sign.isdigit() for sign in word.text)]
    return {
        "words": len(words),
        "words_without_length": sum(word.end_ms - word.start_ms < SHORTEST_MS for word in words),
        "numbers": len(numbers),
        "numbers_without_length": sum(
            word.end_ms - word.start_ms < SHORTEST_MS for word in numbers
        ),
        "numbers_over_3_s": sum(word.end_ms - word.start_ms > 3000 for word in numbers),
        "overlaps": sum(
            one.end_ms > two.start_ms
            for segment in segments
            for one, two in pairwise(segment.words)
        ),
    }


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--heard", type=Path)
    parser.add_argument("--recordings", type=int, default=1000)
    chosen = parser.parse_args()
    if chosen.heard and chosen.heard.exists():
        heard = json.loads(chosen.heard.read_text(encoding="utf-8"))
    else:
        heard = hear_archive(chosen.recordings)
        if chosen.heard:
            chosen.heard.write_text(json.dumps(heard, ensure_ascii=False), encoding="utf-8")
    turns = [json.loads(line) for line in TRUTH.read_text(encoding="utf-8").splitlines()]
    truth = [turn["ru"] for turn in turns]
    raw = [from_json(own["raw"], tuple[Segment, ...]) for own in heard.values()]
    good = [from_json(own["mended"], tuple[Segment, ...]) for own in heard.values()]
    stripped = [tuple(one for one in map(bare, own) if one.words) for own in good]
    restored = [restore(own, known_places()) for own in stripped]
    joined = {
        name: [" ".join(segment.text for segment in own) for own in found]
        for name, found in (("whisper", good), ("bare", stripped), ("restored", restored))
    }
    ner = name_finder()
    held_out = {"cases": [], "intercepts": [], "support_calls": []}
    for line in (SHARED / "cases" / "claims.jsonl").read_text(encoding="utf-8").splitlines():
        held_out["cases"].append(json.loads(line)["text"])
    for name, file in (
        ("intercepts", "intercept_quotes.tsv"),
        ("support_calls", "spbu_dialogues.tsv"),
    ):
        with (SHARED / "data" / "texts" / file).open(encoding="utf-8") as rows:
            held_out[name] = [row["text"] for row in csv.DictReader(rows, delimiter="\t")]
    lower = [" ".join(word for word, *_ in marked(text)) for text in truth]
    rebuilt = [
        " ".join(w.capitalize() if c or n == 0 else w for n, (w, c) in enumerate(zip(
            text.split(), capitals(text.split(), known_places()), strict=True)))
        for text in lower
    ]  # fmt: skip
    names = names_in(ner, truth)
    answer = {
        "capitals_on_truth_words": capitals_on_texts(truth),
        "capitals_on_other_texts": {name: capitals_on_texts(own) for name, own in held_out.items()},
        "heard": {
            name: against_truth(dict(zip(heard, own, strict=True)), truth_by_recording(turns))
            for name, own in (("whisper", good), ("restored", restored))
        },
        "name_words_found_in_truth": {
            "as_written": names.total(),
            "bare": (names & names_in(ner, lower)).total(),
            "restored": (names & names_in(ner, rebuilt)).total(),
        },
        "name_words_found_in_what_was_heard": {
            name: names_in(ner, joined[name]).total() for name in joined
        },
        "times_as_aligned": times([one for own in raw for one in own]),
        "times_mended": times([one for own in good for one in own]),
    }
    print(json.dumps(answer, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
