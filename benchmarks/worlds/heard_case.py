"""The shipped archive with the turns that were heard in a case, as `earwitness demo` makes one."""

import csv
from dataclasses import replace
from pathlib import Path

from earwitness.app.opening import open_case
from earwitness.pipeline.leading import leading_turns
from earwitness.records.call import Call
from earwitness.records.hearing import Turn
from earwitness.runtime.store import calls
from worlds.shipped import LABELS, TRUTH, shipped_world
from worlds.world import World


def heard_world(folder: Path) -> World:
    """Calls, numbers and turns of the case, truth and exports of the archive.

    A call counts as stereo where its turns carry labels of channels.
    """
    open_case(folder)
    names = _names()
    found: dict[str, Call] = {}
    for call in calls.all_calls():
        name = next((names[sha256] for sha256 in call.recordings if sha256 in names), None)
        if name is not None:
            found[name] = replace(call, id=name)
    turns: dict[str, tuple[Turn, ...]] = {}
    by_hash = {sha256: name for name, call in found.items() for sha256 in call.recordings}
    for heard in leading_turns(sorted(by_hash)):
        name = by_hash[heard.sha256]
        turns[name] = turns.get(name, ()) + tuple(heard.turns)
    labels = {
        name: LABELS if any(t.speaker_label.startswith("channel-") for t in own) else {}
        for name, own in turns.items()
    }
    archive = shipped_world(stereo=True, heard=turns)
    return replace(
        archive,
        name="archive, as heard",
        calls=tuple(found.values()),
        labels=labels,
        truth={side: spoken for side, spoken in archive.truth.items() if side[0] in found},
    )


def _names() -> dict[str, str]:
    """SHA-256 of a recording → name of its call in the truth."""
    with (TRUTH / "calls.csv").open(encoding="utf-8", newline="") as stream:
        return {row["sha256"]: row["call"] for row in csv.DictReader(stream)}
