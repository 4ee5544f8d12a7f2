"""What a second recogniser heard differently, for `show`."""

from typing import Any

from earwitness.pipeline.compare import comparisons
from earwitness.records.call import Call
from earwitness.runtime.records_json import to_json

Answer = dict[str, Any]


def for_show(call: Call) -> Answer:
    """The part `second_hearing` of the answer of `show`: one entry for each recording that two
    recognisers heard, with its disputed words."""
    found = comparisons(call.recordings)
    return {
        "second_hearing": [
            {"sha256": sha256, **to_json(found[sha256])}
            for sha256 in call.recordings
            if sha256 in found
        ]
    }
