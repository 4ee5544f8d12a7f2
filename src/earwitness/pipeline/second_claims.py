"""Second claims: another extractor reads the same turns, if the case names one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from earwitness.claims.ports import ClaimExtractor
from earwitness.pipeline.claim_talks import (
    claim_inputs,
    claim_work,
    claims_json,
    extracted_talks,
)
from earwitness.pipeline.groups import GroupTask, made_in_groups
from earwitness.records.errors import WrongUsage
from earwitness.runtime import plugins
from earwitness.runtime.canonical import canonical_json
from earwitness.runtime.runner import Outcome, Work, Workplace

MOST_RECORDINGS, LEAST_RECORDINGS = 4.0, 1.0
"""In a task: a language model needs seconds for a turn, and what was read is not lost."""

MINUTES_A_RECORDING = 60.0
"""For the time limit: a hundred turns at half a minute. Estimate."""


class SecondClaimsStage:
    """Claims of a second extractor, beside those of the rules, in worker processes."""

    name = "second_claims"
    label = "Extracting claims a second time"
    unit = "recordings"

    def pending(self, place: Workplace) -> Sequence[Work]:
        """Every recording that has turns; none if the case names no second extractor."""
        name = place.settings.claims.second_extractor
        if not name:
            return []
        options = place.settings.claims.second_options
        extractor = made_extractor(name, options)
        return claim_work(place, self.name, extractor, options)

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        """Extract, a few recordings a task."""
        claims = place.settings.claims
        task = GroupTask(items=(), engine=claims.second_extractor, options=claims.second_options)
        inputs = claim_inputs(work)
        return made_in_groups(
            self.name, extract_group, work, inputs, task, place,
            most=MOST_RECORDINGS, least=LEAST_RECORDINGS, minutes_a_unit=MINUTES_A_RECORDING,
        )  # fmt: skip


def extract_group(task: GroupTask) -> dict[str, object]:
    """Runs in a worker: the claims of every item, stated or not, by subject."""
    extractor = made_extractor(task.engine, task.options)
    return {one.sha256: claims_json(one.found) for one in extracted_talks(task, extractor)}


def made_extractor(name: str, options: Mapping[str, Any]) -> ClaimExtractor:
    """An installed extractor, made with these options.

    Raises:
        ModelMissing: nothing of that name is installed.
        WrongUsage: it takes no such options, or not these values.
    """
    kind = plugins.load("claim_extractors", name)
    try:
        canonical_json(dict(options))  # they are kept: a date or an endless number cannot be
        made: ClaimExtractor = kind(**options)
    except (TypeError, ValueError) as error:
        raise WrongUsage(
            f"The claim extractor {name!r} cannot be made with these options: "
            f"{', '.join(options) or 'none'}.",
            remedy="Correct second_options; `docs/settings.md` lists those of the built-in ones.",
        ) from error
    return made
