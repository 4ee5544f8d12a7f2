"""How groups of duplicates look."""

from collections.abc import Mapping
from typing import Any

from rich.markup import escape

from earwitness.cli.views import clock, out, print_json, say

Answer = Mapping[str, Any]

WORDS = {
    "best": "best original",
    "same_audio": "the same sound in another file",
    "reencoded": "re-encoded",
    "level": "re-encoded at another level",
    "cut": "cut",
    "overlap": "overlaps, each has more",
    "one_side": "one side of the call",
}


def show_duplicates(answer: Answer, as_json: bool) -> None:
    """Groups, the best original first, then files that came twice and shared parts."""
    if as_json:
        return print_json(answer)
    if not answer["looked"]:
        return say(
            "Nobody has looked yet. Run: earwitness process --stage decode "
            "--stage fingerprint --stage duplicates"
        )
    for group in answer["groups"]:
        _show_group(group)
    for one in answer["identical_files"]:
        times = len(one["source_paths"])
        out.print(f"[bold]{one['sha256'][:12]}[/]  came {times} times, byte by byte the same")
        for path in one["source_paths"]:
            out.print(f"    {escape(path)}", soft_wrap=True)
    for part in answer["shared_parts"]:
        first, second = (escape(name) for name in part["names"])
        length = sum(span["end_ms"] - span["start_ms"] for span in part["spans"])
        at = part["spans"][0]["start_ms"] if part["spans"] else 0
        out.print(
            f"shared part only: {first} from {clock(at)}, {clock(length)} also in {second}",
            style="dim",
            soft_wrap=True,
        )
    for leg in answer["possible_other_legs"]:
        out.print(f"possible other leg, by the call's data only: {_leg(leg)}", soft_wrap=True)
    return say(
        f"{len(answer['groups'])} groups, {len(answer['identical_files'])} files that came more "
        f"than once, {len(answer['shared_parts'])} shared parts, "
        f"{len(answer['possible_other_legs'])} possible other legs; "
        f"{answer['compared']} recordings compared. "
        "Nothing was deleted. Listen before you rely on it."
    )


def _leg(leg: Answer) -> str:
    first, second = (escape(name) for name in leg["names"])
    share = leg["spoken_at_once"]
    told = "speech not compared" if share is None else f"both speak in {share:.0%} of the speech"
    return (
        f"{first} and {second}, {' and '.join(leg['lines'])}, begin "
        f"{leg['starts_apart_ms'] / 1000:.0f} s apart, no sound in common; {told}"
    )


def _show_group(group: Answer) -> None:
    why = ", ".join(group["why"]) or "nothing tells them apart"
    out.print(f"[bold]{group['id']}[/]  best original: {why}", soft_wrap=True)
    for member in group["members"]:
        out.print(f"    {_member(member)}", soft_wrap=True)
    for doubt in group["doubts"]:
        out.print(f"    doubt: {escape(doubt)}", style="yellow", soft_wrap=True)


def _member(member: Answer) -> str:
    parts = [WORDS[member["relation"]]]
    if member.get("offset_ms"):
        parts.append(f"shifted by {-member['offset_ms'] / 1000:+.2f} s")
    if member.get("level_db"):
        parts.append(f"{member['level_db']:+.0f} dB")
    if "score" in member:
        parts.append(f"score {member['score']:.2f}")
    sound = f"{clock(member['duration_ms'])} {member['codec']} {member['bandwidth_hz']} Hz wide"
    name = escape(member["source_name"])
    call = f"  [dim]{member['call']}[/]" if member["call"] else ""
    return f"{name}  [dim]{sound}[/]  {', '.join(parts)}{call}"
