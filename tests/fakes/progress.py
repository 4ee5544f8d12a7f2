"""Progress that is remembered instead of shown."""

from dataclasses import dataclass, field


@dataclass
class RememberedProgress:
    """What it was told, in order."""

    told: list[tuple[object, ...]] = field(default_factory=list)

    def start(self, label: str, total: float, unit: str) -> None:
        self.told.append(("start", label, total, unit))

    def advance(self, amount: float, *, failed: bool = False) -> None:
        self.told.append(("advance", amount, failed))

    def finish(self) -> None:
        self.told.append(("finish",))
