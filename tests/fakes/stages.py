"""A stage that makes nothing real and may be killed on the way."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from earwitness.records.custody import Provenance
from earwitness.records.problem import Problem
from earwitness.runtime.runner import Outcome, Work, Workplace


class Killed(BaseException):
    """What a test throws where a user would kill the process."""


@dataclass
class CountingStage:
    """Makes one result a subject, and remembers what it made."""

    subjects: tuple[str, ...] = ("a", "b", "c", "d")
    version: str = "1"
    dies_after: int | None = None
    bad: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()
    at_once: bool = False
    made: list[str] = field(default_factory=list)
    name: str = "count"
    label: str = "Counting"
    unit: str = "items"

    def pending(self, place: Workplace) -> Sequence[Work]:
        return [self._work(subject) for subject in self.subjects]

    def make(self, work: Sequence[Work], place: Workplace) -> Iterator[Outcome]:
        for item in work:
            if self.dies_after is not None and len(self.made) >= self.dies_after:
                raise Killed
            if item.subject in self.bad:
                problem = Problem(
                    subject=item.subject, stage=self.name, what="Bad.", remedy="Mend."
                )
                yield Outcome(work=item, problem=problem)
                continue
            self.made.append(item.subject)
            yield Outcome(work=item, output={"version": self.version}, more=self.at_once)

    def _work(self, subject: str) -> Work:
        provenance = Provenance(
            stage=self.name,
            engine="counter",
            version=self.version,
            weights_digest="",
            options="{}",
            input_digests=(subject,),
        )
        return Work(subject=subject, provenance=provenance, lost=subject in self.lost)
