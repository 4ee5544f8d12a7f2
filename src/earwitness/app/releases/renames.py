"""Renames of a clip: how often their names are said in it."""

from dataclasses import replace

from earwitness.app.releases.material import turns_in
from earwitness.publication.captions.original import is_inside
from earwitness.publication.naming.renaming import Renamer
from earwitness.publication.spoken import spoken
from earwitness.records.hearing import Turn
from earwitness.records.release import ClipChoice, Rename


def times_said(clip: ClipChoice, rename: Rename) -> int:
    """How often a name is said in a clip, in any inflection, as the machine wrote it down."""
    renamer = Renamer((rename,))
    turns = turns_in(clip.sha256, clip.start_ms, clip.end_ms)
    return sum(
        _times_in(turn, clip, renamer)
        for turn in turns
        if not clip.channels or turn.channel in clip.channels
    )


def never_said(clip: ClipChoice) -> tuple[Rename, ...]:
    """Renames of a clip that replace nothing in it."""
    return tuple(one for one in clip.renames if not times_said(clip, one))


def renamed(clip: ClipChoice, new: Rename) -> ClipChoice:
    """The clip with this rename in place of one of the same name."""
    others = (one for one in clip.renames if one.said.casefold() != new.said.casefold())
    return replace(clip, renames=(*others, new))


def _times_in(turn: Turn, clip: ClipChoice, renamer: Renamer) -> int:
    words = spoken(turn)
    runs = renamer.find([word.text for word in words])
    return sum(is_inside(clip, words[run.first].start_ms, words[run.last].end_ms) for run in runs)
