"""Figures as all pages write them: times in a recording, lengths, probabilities, weights."""


def clock(ms: int) -> str:
    """A time in a recording: 4:07, or 1:04:07 from an hour on."""
    return _time(max(0, ms) // 1000)


def length_text(ms: int | None) -> str:
    """A length, to the nearest second, as a clock; empty where it is not known."""
    return "" if ms is None else _time(round(ms / 1000))


def probability(value: float) -> str:
    """A probability with two digits; never 0 or 1, which no evidence reaches."""
    return f"{min(max(value, 0.01), 0.99):.2f}"


def weight(value: float) -> str:
    """A weight in log2 odds with its sign ("+4.0", "\u22121.5")."""
    return f"{value:+.1f}".replace("-", "\u2212")


def _time(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
