"""Changing one setting of `case.toml`, and leaving every other letter of it as it is."""

import json
import os
import re
from pathlib import Path

from earwitness.records.errors import CaseUnusable
from earwitness.runtime.settings import Settings, read_settings
from earwitness.runtime.whole_files import written_whole


def with_setting(text: str, section: str, key: str, value: str, comment: str = "") -> str:
    """The text with this setting in it, or without it if `value` is empty."""
    own = f"{key} = {json.dumps(value, ensure_ascii=False)}{comment}\n" if value else ""
    lines = text.splitlines(keepends=True)
    begin = next((i for i, line in enumerate(lines) if _heads(line, section)), None)
    if begin is None:
        return f"{text.rstrip()}\n\n[{section}]\n{own}" if own else text
    rest = lines[begin + 1 :]
    length = next((i for i, line in enumerate(rest) if line.lstrip().startswith("[")), len(rest))
    kept = [line for line in rest[:length] if not re.match(rf"\s*{key}\s*=", line)]
    if own:
        if kept and not kept[-1].endswith("\n"):
            kept[-1] += "\n"
        blank = len(kept)
        while blank and not kept[blank - 1].strip():
            blank -= 1
        kept.insert(blank, own)
    return "".join([*lines[: begin + 1], *kept, *rest[length:]])


def changed_text(path: Path, section: str, key: str, value: str, wanted: Settings) -> str:
    """What `case.toml` is to be; read as the program reads it, it says `wanted`.

    Raises:
        CaseUnusable: the file is written so that the line cannot be changed for its owner.
    """
    text = with_setting(path.read_text("utf-8"), section, key, value, "   # no password here")
    if _read(path, text) != wanted:
        raise CaseUnusable(
            f"{path} is written so that its setting {key} cannot be changed by a program.",
            remedy=f"Write [{section}] and, below it, {key} on lines of their own, then give the "
            "same command again. Nothing was changed.",
        )
    return text


def replace_settings(path: Path, text: str) -> None:
    """Put this text into the place of `case.toml`, whole, and onto the disk.

    Raises:
        OSError: the folder cannot be written.
    """
    with written_whole(path) as draft:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.chmod(path.stat().st_mode & 0o777)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _read(path: Path, text: str) -> Settings | None:
    """What the program would read there; None: nothing, it is damaged."""
    try:
        return read_settings(path, text)
    except CaseUnusable:
        return None


def _heads(line: str, section: str) -> bool:
    return bool(re.match(rf"\s*\[\s*{re.escape(section)}\s*\]", line))
