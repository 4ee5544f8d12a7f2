"""What all sounds that are laid over another share."""

from dataclasses import dataclass

from earwitness.calls.ports import SoundSource


@dataclass(frozen=True, slots=True)
class LaidOver:
    """The shape of a `SoundSource` over another; what is read from it says whoever inherits."""

    source: SoundSource

    @property
    def sample_rate(self) -> int:
        """As of the source."""
        return self.source.sample_rate

    @property
    def channels(self) -> int:
        """As of the source."""
        return self.source.channels

    @property
    def length(self) -> int:
        """As of the source."""
        return self.source.length
