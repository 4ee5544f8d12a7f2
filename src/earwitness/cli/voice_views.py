"""How voices across calls look."""

from collections.abc import Mapping
from typing import Any

from rich.markup import escape

from earwitness.cli.views import clock, out, print_json, say

Answer = Mapping[str, Any]


def show_voices(answer: Answer, as_json: bool) -> None:
    """Groups by encoder, what was left out, and decisions that were not followed."""
    if as_json:
        return print_json(answer)
    if not answer["looked"]:
        return say(
            "Nobody has looked yet. Run: earwitness process --stage decode --stage speech "
            "--stage voices --stage voice_groups"
        )
    for one in answer["encoders"]:
        for group in one["groups"]:
            _show_group(group)
        _show_encoder(one)
    for subject in answer["contradicted_decisions"]:
        out.print(f"not followed, a later decision contradicts it: {subject}", soft_wrap=True)
    for subject in answer["outdated_decisions"]:
        out.print(f"not followed, a voice of it is no more: {subject}", soft_wrap=True)
    return say("Leads, never proof: listen to both calls before you rely on one.")


def show_comparison(answer: Answer, as_json: bool) -> None:
    """The likelihood ratio with what it rests on, or the reason why there is none."""
    if as_json:
        return print_json(answer)
    for side, name in zip(("left", "right"), answer["names"], strict=True):
        own = answer[side]
        out.print(
            f"{own['speaker']['call_id']}:{own['speaker']['speaker_label']}  "
            f"{clock(own['speech_ms'])} of speech  {escape(name)}",
            soft_wrap=True,
        )
    out.print(_worth(answer), soft_wrap=True)
    if answer["held_back"]:
        out.print(f"held back: {answer['held_back']:.1f} bits, this archive's voices are alike")
    out.print(f"pair: {answer['pair']}", style="dim", soft_wrap=True)
    return say("A lead, never proof.")


def _worth(answer: Answer) -> str:
    if answer["log2_lr"] is None:
        return f"no answer: {escape(answer['reason'])}"
    return (
        f"log2 likelihood ratio {answer['log2_lr']:+.1f}, likeness {answer['likeness']:.2f}, "
        f"{escape(answer['channel_note'])}"
    )


def _show_group(group: Answer) -> None:
    told = "joined by people alone"
    if group["cohesion"] is not None:
        told = f"cohesion {group['cohesion']:+.1f} bits, {group['strangers']:.1f} by chance"
    out.print(
        f"[bold]{group['id']}[/]  {group['calls']} calls, {clock(group['speech_ms'])}, {told}"
    )
    if group["nearest"]:
        out.print(f"    nearest two: {_worth(group['nearest'])}", soft_wrap=True)
    for member in group["members"]:
        out.print(
            f"    {member['call']}:{member['speaker_label']}  {clock(member['speech_ms'])}  "
            f"{escape(member['source_name'])}",
            soft_wrap=True,
        )
    for subject in group["decisions"]:
        out.print(f"    decided by people: {subject}", style="dim", soft_wrap=True)


def _show_encoder(one: Answer) -> None:
    needed = "" if one["needed"] is None else f", from {one['needed']:+.1f} bits on"
    out.print(
        f"{len(one['groups'])} groups among {one['compared']} voices{needed}; "
        f"encoder {escape(one['encoder']['name'])} {escape(one['encoder']['version'])}",
        soft_wrap=True,
    )
    for row in one["left_out"]:
        out.print(f"not compared: {row['voices']} voices, {escape(row['reason'])}", style="dim")
