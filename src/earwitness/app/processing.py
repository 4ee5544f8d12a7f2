"""Processing: the stages of the pipeline, one after the other, as far as they are missing."""

from collections.abc import Sequence

from earwitness.app.call_listing import list_calls_anew
from earwitness.app.call_renewal import renew_calls
from earwitness.app.executing import LOCAL, with_executor
from earwitness.app.forgotten import finish_forgetting
from earwitness.app.judgement_problems import renew_judgement_problems
from earwitness.app.meaning_vectors import STAGE as MEANING
from earwitness.app.meaning_vectors import keep_vectors
from earwitness.pipeline.stages import STAGES
from earwitness.records.errors import WrongUsage
from earwitness.runtime.executors.guarded import workers_kept
from earwitness.runtime.progress import Progress
from earwitness.runtime.runner import Workplace, run_stage

RENEWS_CALLS, BINDS_JUDGEMENTS = "decode", "cross"


def process(
    place: Workplace, stages: Sequence[str], *, progress: Progress, executor: str = LOCAL
) -> dict[str, tuple[int, int]]:
    """Run the named stages (none: all) in order; (made, failed) of each. `executor` is where
    work runs: "local", or a cluster by the address of its scheduler or its scheduler file.

    Raises:
        WrongUsage: a stage or an executor does not exist.
        ModelMissing: a model is not installed.
        CaseUnusable: the case cannot be written, or the cluster not be used (any more).
    """
    known = [stage.name for stage in STAGES]
    for name in stages:
        if name not in known:
            raise WrongUsage(
                f"There is no stage {name!r}.", remedy=f"The stages are: {', '.join(known)}."
            )
    finish_forgetting(place)
    counts = {}
    with workers_kept(), with_executor(place, executor) as at_work:
        for stage in STAGES:
            if stages and stage.name not in stages:
                continue
            counts[stage.name] = run_stage(stage, at_work, progress)
            if stage.name == BINDS_JUDGEMENTS:
                renew_judgement_problems(place)
            if stage.name == RENEWS_CALLS:  # sound tells the duration where no list does
                renew_calls(place)
            if stage.name == MEANING:  # the first search by meaning would wait for it
                keep_vectors(place)
    list_calls_anew(place)
    return counts
