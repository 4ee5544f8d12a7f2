"""Writes `docs/cli.md`, the reference of the command line, from the Typer application itself.

    uv run python docs/generate_cli.py

The text depends on the declared commands alone: not on the terminal's width, nor on how the
installed version of Typer draws its help. A test compares it with the committed file.
"""

from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path
from typing import Any

import typer.main

from earwitness.cli.commands import app

TARGET = Path(__file__).with_name("cli.md")

PREAMBLE = """\
# The command line

Made by `docs/generate_cli.py` from the program itself. Do not edit it by hand.

`earwitness [-C CASE] COMMAND`. Every command also knows `--help`. Answers go to standard output,
everything else to standard error. Exit codes are in [errors.md](errors.md), the shapes of
`--json` in [json.md](json.md).
"""


def reference() -> str:
    """The whole page, as Markdown."""
    root = typer.main.get_command(app)
    sections = [PREAMBLE, section("earwitness", root, level=2)]
    sections += [section(name, command, level=2) for name, command in commands(root)]
    return "\n".join(sections)


def commands(group: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """(words of the command, command) of every command below a group, in declared order."""
    for name, command in group.commands.items():
        words = f"{prefix}{name}"
        if hasattr(command, "commands"):
            if command.invoke_without_command:  # it does something of its own
                yield words, command
            yield from commands(command, prefix=f"{words} ")
        else:
            yield words, command


def section(words: str, command: Any, *, level: int) -> str:
    """One command: what it does, how it is called, its arguments and options."""
    is_group = hasattr(command, "commands")
    called = words if words == "earwitness" else f"earwitness {words}"
    parts = [called, *(usage(parameter) for parameter in command.params)]
    if is_group:
        parts.append("[COMMAND]" if command.invoke_without_command else "COMMAND")
    lines = [f"{'#' * level} {words}", "", *cleandoc(command.help or "").splitlines(), ""]
    lines += ["```", " ".join(part for part in parts if part), "```", ""]
    if command.params:
        lines += ["| | |", "|---|---|", *(row(parameter) for parameter in command.params), ""]
    return "\n".join(lines)


def usage(parameter: Any) -> str:
    """How a parameter stands in the call: required as it is, optional in brackets."""
    repeated = "…" if getattr(parameter, "multiple", False) or parameter.nargs == -1 else ""
    word = spelling(parameter, parameter.opts[0]) if is_option(parameter) else value(parameter)
    return f"{word}{repeated}" if parameter.required else f"[{word}]{repeated}"


def row(parameter: Any) -> str:
    """One line of the table of parameters."""
    if is_option(parameter):
        names = [*parameter.opts, *parameter.secondary_opts]
        named = ", ".join(f"`{spelling(parameter, name)}`" for name in names)
    else:
        named = f"`{value(parameter)}`"
    remarks = [parameter.help or ""]
    if shown := default(parameter):
        remarks.append(f"Default: `{shown}`.")
    if parameter.required:
        remarks.append("Required.")
    told = " ".join(remark for remark in remarks if remark).replace("|", "\\|")
    return f"| {named} | {told} |"


def default(parameter: Any) -> str:
    """What holds if nothing is said; empty for flags and for what stays unsaid."""
    declared = parameter.default
    is_plain = isinstance(declared, str | int | Path) and not isinstance(declared, bool)
    return str(declared) if is_plain else ""


def spelling(parameter: Any, name: str) -> str:
    """An option as typed, with the name of its value if it takes one."""
    return name if parameter.is_flag else f"{name} {value(parameter)}"


def value(parameter: Any) -> str:
    """The name of a value: that of its parameter in capitals."""
    return str(parameter.name).removeprefix("as_").replace("_", "-").upper()


def is_option(parameter: Any) -> bool:
    """Whether it is typed with dashes."""
    return str(parameter.opts[0]).startswith("-")


if __name__ == "__main__":
    TARGET.write_text(reference(), encoding="utf-8")
