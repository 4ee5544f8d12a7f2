"""What all formats share: times, one line of text, tiers without overlap."""

from collections.abc import Sequence

from earwitness.records.hearing import Turn


def clock(milliseconds: int, point: str = ".") -> str:
    """Milliseconds as hh:mm:ss.ttt."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}{point}{rest:03d}"


def one_line(text: str) -> str:
    """Text without line breaks and characters that no format can hold (XML 1.0, section 2.2)."""
    kept = "".join(c if c.isprintable() or c.isspace() else "" for c in text)
    return " ".join(kept.split())


def tiers(turns: Sequence[Turn]) -> list[tuple[str, list[Turn]]]:
    """(speaker, turns) by order of appearance; turns of one speaker that overlap each other go to
    a further tier of the same speaker. Every turn gets a length of at least 1 ms."""
    found: list[tuple[str, list[Turn]]] = []
    ends: list[int] = []
    for turn in sorted(turns, key=lambda turn: (turn.start_ms, turn.end_ms)):
        label = one_line(turn.speaker_label)
        for place, (name, own) in enumerate(found):
            if name == label and ends[place] <= turn.start_ms:
                own.append(turn)
                ends[place] = max(turn.start_ms + 1, turn.end_ms)
                break
        else:
            found.append((label, [turn]))
            ends.append(max(turn.start_ms + 1, turn.end_ms))
    return found
