"""Grouping made voices of a known truth: processor time, memory, errors, next to peers.

    uv run python benchmarks/voice_groups.py [--sizes 1000 10000] [--peer PYTHON]

The voices are made, their scatter is that of real ones (`voice_calibration.py`): scores of
strangers have mean 0.738 and deviation 0.075, which isotropic speakers in 14 dimensions around a
common mean give; scores of one speaker have mean 0.97, as in one session of the fit, or 0.92, or
0.86: between the fit and what the two speakers at hand in two rooms show. What real days do to a
voice on the telephone is not known here. Error of a mean over little speech comes on top. A speaker
is heard in 1, 2, 3 … calls (geometric, mean 4), with 8 s to two minutes of speech (median 18 s).
Each size runs in a process of its own; memory is the most that it held.

Beside it, on the same rows: the bare matrix product of all with all in blocks, which no exact
method goes below; and with `--peer`, a Python that has scikit-learn and usearch: agglomerative
clustering with average linkage and the same mark, up to 10,000, and approximate neighbours.
"""

import argparse
import base64
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from earwitness.crossing.voices import grouping
from earwitness.crossing.voices.calibration import CALIBRATIONS, RESEMBLYZER
from earwitness.crossing.voices.comparison import comparable
from earwitness.crossing.voices.nearest import BLOCK_VALUES
from earwitness.records.voice_groups import CallVoice, VoiceGroups, VoiceMember
from earwitness.records.voice_links import SpeakerInCall
from voice_calibration import cllr, equal_error

FITTED = CALIBRATIONS[RESEMBLYZER]
SIZE, DIMENSIONS, CALLS = 256, 14, 4.0
ONE_SPEAKER = {"one session": 0.97, "another day": 0.92, "another room": 0.86}
OTHER_MARKS = (1.0, 1.5, 2.0, 3.0)
PAIRS = 300_000
PEER = Path(__file__).with_name("voice_groups_peer.py")

Rows = NDArray[np.float32]


def made(count: int, one_speaker: float, seed: int = 1) -> tuple[list[CallVoice], NDArray[np.intp]]:
    """Voices, and the speaker of each."""
    random = np.random.default_rng(seed)
    often = random.geometric(1 / CALLS, count)
    speaker = np.repeat(np.arange(count), often)[:count]
    random.shuffle(speaker)
    strangers = FITTED.stranger_mean
    basis = np.linalg.qr(random.normal(size=(SIZE, DIMENSIONS + 1)))[0].T
    own = random.normal(0, np.sqrt((0.97 - strangers) / DIMENSIONS), (count, DIMENSIONS))
    seconds = np.clip(random.lognormal(np.log(18), 0.7, count), 8, 120)
    clean = np.sqrt(strangers) * basis[0] + own[speaker] @ basis[1:]
    # Another session moves a voice among the same dimensions in which speakers differ.
    kept = (one_speaker - strangers) / (0.97 - strangers)
    moved = random.normal(0, np.sqrt((0.97 - strangers) / DIMENSIONS), (count, DIMENSIONS))
    shift = (np.sqrt(kept) - 1) * own[speaker] + np.sqrt(1 - kept) * moved
    rows = clean + shift @ basis[1:] + random.normal(0, np.sqrt(0.03 / SIZE), (count, SIZE))
    error = np.sqrt(FITTED.attenuation_s / seconds)[:, np.newaxis]
    rows += error * random.normal(0, 1 / np.sqrt(SIZE), (count, SIZE))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    voices = [_voice(place, rows[place], round(1000 * seconds[place])) for place in range(count)]
    return voices, speaker


def _voice(place: int, row: NDArray[np.float64], speech_ms: int) -> CallVoice:
    sha256 = hashlib.sha256(str(place).encode()).hexdigest()
    return CallVoice(
        member=VoiceMember(
            id=f"voice-{sha256[:16]}",
            sha256=sha256,
            speaker=SpeakerInCall(call_id=f"call-{sha256[:12]}", speaker_label="voice-1"),
            speech_ms=speech_ms,
        ),
        encoder=RESEMBLYZER,
        embedding=base64.b64encode(row.astype("<f2").tobytes()).decode(),
        channel=0,
        codec="gsm",
        bandwidth_hz=3_400,
        arrival=place,
    )


def errors(groups: Sequence[Sequence[int]], speaker: NDArray[np.intp]) -> str:
    """Of pairs in one group, how many are one speaker; of pairs of one speaker, how many are in one
    group."""
    right = joined = 0
    for group in groups:
        joined += len(group) * (len(group) - 1) // 2
        right += sum(n * (n - 1) // 2 for n in Counter(speaker[list(group)].tolist()).values())
    true = sum(n * (n - 1) // 2 for n in Counter(speaker.tolist()).values())
    precision = f"{right / joined:6.1%}" if joined else "     –"
    return f"{len(groups):6} groups, precision {precision}, recall {right / true:6.1%} of pairs"


def groups_of(found: VoiceGroups) -> list[list[int]]:
    """Members by their places."""
    return [[int(_PLACES[m.id]) for m in g.members] for g in found.groupings[0].groups]


_PLACES: dict[str, int] = {}


def pair_errors(rows: Rows, held_back: float, speaker: NDArray[np.intp]) -> str:
    """Equal error rate and Cllr over pairs of one speaker, and of strangers drawn by chance."""
    random = np.random.default_rng(2)
    order = np.argsort(speaker, kind="stable")
    near = [(order[i], order[i + gap]) for gap in (1, 2, 3) for i in range(len(order) - gap)]
    ones = np.array([pair for pair in near if speaker[pair[0]] == speaker[pair[1]]])
    twos = random.integers(0, len(rows), (PAIRS, 2))
    twos = twos[speaker[twos[:, 0]] != speaker[twos[:, 1]]]
    pairs = np.concatenate([ones, twos])
    same = np.arange(len(pairs)) < len(ones)
    scores = np.einsum("ij,ij->i", rows[pairs[:, 0]], rows[pairs[:, 1]]).astype(float)
    bits = FITTED.intercept + FITTED.slope * scores
    bits = np.where(bits > 0, np.maximum(0, bits - held_back), bits)
    shown = np.log2(0.5 * np.exp2(np.minimum(bits, FITTED.highest)) + 0.5)
    weights = np.ones(len(pairs))
    means = " / ".join(
        f"{scores[kind].mean():.3f} ± {scores[kind].std():.3f}" for kind in (same, ~same)
    )
    return (
        f"scores of one/two speakers {means}; EER {equal_error(scores, same, weights):.1%}, "
        f"Cllr unbounded {cllr(bits, same, weights):.3f}, as shown {cllr(shown, same, weights):.3f}"
    )


def bare_product(rows: Rows) -> float:
    """Processor seconds of all products in blocks, and nothing else."""
    begun = time.process_time()
    block = max(1, BLOCK_VALUES // len(rows))
    for start in range(0, len(rows), block):
        rows[start : start + block] @ rows.T
    return time.process_time() - begun


def measure(count: int, kind: str, peer: str) -> None:
    """One size in this process."""
    voices, speaker = made(count, ONE_SPEAKER[kind])
    _PLACES.update({voice.member.id: place for place, voice in enumerate(voices)})
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    begun = time.process_time()
    found = grouping.group_voices(voices)
    cost = time.process_time() - begun
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    needed = found.groupings[0].needed
    print(f"\n{count:,} voices of {len(set(speaker.tolist())):,} speakers, {kind}")
    print(f"  {cost:.1f} processor s, {most:.0f} MiB at most (the voices alone: {before:.0f})")
    print(f"  mark {needed:+.2f} bits: {errors(groups_of(found), speaker)}", flush=True)
    own = comparable(voices, FITTED)
    places = [_PLACES[voice.member.id] for voice in own.voices]
    print(f"  {pair_errors(own.rows, own.held_back, speaker[places])}")
    print(f"  held back: {own.held_back:.2f} bits")
    product = bare_product(own.rows)
    print(f"  bare product of all with all: {product:.1f} processor s", flush=True)
    if count <= 10_000:
        _other_marks(voices, speaker)
    if peer and kind == "one session":
        _peer(peer, own.rows, speaker[places], FITTED.score(needed or 0.0))


def _other_marks(voices: Sequence[CallVoice], speaker: NDArray[np.intp]) -> None:
    kept = grouping.bits_needed
    for mark in OTHER_MARKS:
        grouping.bits_needed = lambda *_, own=mark: own
        found = grouping.group_voices(voices)
        print(f"  mark {mark:+.2f} bits: {errors(groups_of(found), speaker)}", flush=True)
    grouping.bits_needed = kept


def _peer(python: str, rows: Rows, speaker: NDArray[np.intp], least: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder) / "rows.npy", rows)
        command = [python, str(PEER), folder, str(least)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    for line in done.stdout.splitlines():
        answer: dict[str, Any] = json.loads(line)
        told = ""
        if "labels" in answer:
            labels = np.array(answer["labels"])
            groups = [np.flatnonzero(labels == one).tolist() for one in np.unique(labels)]
            told = errors([group for group in groups if len(group) > 1], speaker)
        print(
            f"  {answer['name']}: {answer['processor_s']:.1f} processor s, "
            f"{answer['mib']:.0f} MiB at most {answer.get('note', '')} {told}",
            flush=True,
        )


def main() -> None:
    """Measure every size and kind, each in its own process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000])
    parser.add_argument("--kinds", nargs="+", choices=sorted(ONE_SPEAKER), default=[*ONE_SPEAKER])
    parser.add_argument("--peer", default="", help="a Python with scikit-learn and usearch")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    for count in chosen.sizes:
        for kind in chosen.kinds:
            if chosen.here:
                measure(count, kind, chosen.peer)
                continue
            own = [sys.executable, __file__, "--here", "--sizes", str(count), "--kinds", kind]
            subprocess.run([*own, "--peer", chosen.peer], check=True)


if __name__ == "__main__":
    main()
