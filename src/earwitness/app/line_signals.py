"""What the lines of a call sound like: tones, dialled keys, hold music, level."""

from collections.abc import Sequence
from typing import Any

from earwitness.records.call import Call
from earwitness.records.signals import Signals
from earwitness.runtime.records_json import from_json
from earwitness.runtime.store import results

Answer = dict[str, Any]


def signals_for_show(call: Call) -> Answer:
    """What `show` adds to a call: the signals of each recording that was looked at."""
    found = dict(results.outputs("signals", list(call.recordings)))
    return {
        "signals": [
            {"sha256": sha256, **found[sha256]} for sha256 in call.recordings if sha256 in found
        ]
    }


def signals_of(hashes: Sequence[str] | None = None) -> dict[str, Signals]:
    """The signals of these recordings (None: of all), by SHA-256."""
    return {
        sha256: from_json(output, Signals) for sha256, output in results.outputs("signals", hashes)
    }
