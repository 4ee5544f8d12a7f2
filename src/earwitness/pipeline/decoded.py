"""Every decoded recording as work of a stage that needs nothing but its sound."""

from earwitness.records.custody import Provenance
from earwitness.runtime.runner import Work
from earwitness.runtime.store import results


def every_decoded(stage: str, *, engine: str, version: str) -> list[Work]:
    """One work for each decoded recording, its size in seconds of sound."""
    digests = results.digests("decode")
    return [
        Work(
            subject=sha256,
            provenance=Provenance(
                stage=stage,
                engine=engine,
                version=version,
                weights_digest="",
                options="{}",
                input_digests=(digests[sha256],),
            ),
            size=facts["duration_ms"] / 1000,
        )
        for sha256, facts in results.outputs("decode")
    ]
