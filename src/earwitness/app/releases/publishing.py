"""Publishing: the signed bytes are copied out, looked at there once more, and written down."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from earwitness.app.release_packages import edition_folder
from earwitness.app.releases.drafts import author_of, draft_of
from earwitness.app.releases.gating import (
    PEOPLE,
    look_again,
    matters,
    refuse_unrecorded,
    waivers_of,
)
from earwitness.app.releases.history import step_of
from earwitness.app.releases.objections import refuse_unanswered
from earwitness.app.releases.signing import refuse_open_matters, refuse_unready
from earwitness.app.releases.standing import newest_edition, standing_of
from earwitness.app.releases.tools import Tools
from earwitness.publication.packages import list_package, load_package, package_digest
from earwitness.publication.packages import write_package as write_copy
from earwitness.records.errors import CaseUnusable, WrongUsage
from earwitness.records.release import Edition, ReleaseDraft, ReleaseEvent, ReleaseStep
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases
from earwitness.runtime.store.connection import writing


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """What was copied out, and where it lies."""

    step: ReleaseStep
    edition: Edition
    folder: Path


def publish(place: Workplace, tools: Tools, name: str, target: Path, *, by: str = "") -> Published:
    """Copy the newest edition to a new folder, which is then public.

    Its bytes and its signatures are checked; of the copy the digest is computed anew, and the gate
    looks at it where it lies. It appears whole, in the same moment as the ledger's entry.

    Raises:
        WrongUsage: the folder is there already or lies in the case, or nothing was built.
        CaseUnusable: the bytes or the draft were changed, signatures are missing, the gate finds
            something in the copy, or the copy cannot be written.
    """
    author, edition = author_of(by, place), newest_edition(name)
    refuse_unrecorded(name)
    refuse_target(place, target)
    draft = refuse_unready(place, tools, edition)
    own = edition_folder(place.folder, name, edition.number)
    look_again(place, tools, draft, own, edition)
    standing = standing_of(place, tools, edition, draft=draft)
    refuse_open_matters(standing)
    if len(standing.sign_offs) < PEOPLE:
        raise CaseUnusable(
            f"{len(standing.sign_offs)} of {PEOPLE} people have signed edition {edition.number}.",
            remedy=f"earwitness release sign {name} --by NAME",
        )
    step = step_of(name, edition.number, edition.package_digest, ReleaseEvent.PUBLISHED, author)
    with _copy(own, target) as copy:
        _refuse_other_copy(place, tools, draft, copy, edition)
        with writing(place.folder.database):
            _refuse_changed_meanwhile(edition)
            refuse_target(place, target)
            releases.add_step(step, actor=place.actor)
            copy.rename(target)
    return Published(step=step, edition=edition, folder=target)


def refuse_target(place: Workplace, target: Path) -> None:
    """Let only a new folder outside of the case pass.

    Raises:
        WrongUsage: it is there, has no folder above it, or lies in the case.
    """
    if target.exists() or target.is_symlink():
        raise WrongUsage(f"{target} is there already.", remedy="Name a new folder.")
    if not target.absolute().parent.is_dir():
        raise WrongUsage(f"There is no folder {target.absolute().parent}.", remedy="Make it first.")
    if target.resolve().is_relative_to(place.folder.root.resolve()):
        raise WrongUsage(
            f"{target} lies inside the case.", remedy="Name a folder outside of the case."
        )


@contextmanager
def _copy(own: Path, target: Path) -> Iterator[Path]:
    """A copy of the package beside the place where it shall appear: new files, no links, and
    nothing of their times or rights but what every package has."""
    unfinished = target.absolute().parent / f"unfinished-{secrets.token_hex(6)}"
    try:
        write_copy(load_package(own), unfinished)
        yield unfinished
    except OSError as error:
        raise CaseUnusable(
            f"{target} cannot be written: {error.strerror}.",
            remedy="Choose a folder that you may write, on a disk with free space.",
        ) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _refuse_changed_meanwhile(edition: Edition) -> None:
    """The gate needs time for the copy; what people decided in it must not be overrun."""
    refuse_unrecorded(edition.release)
    is_newest = newest_edition(edition.release) == edition
    draft = draft_of(edition.release)
    refuse_unanswered(draft)
    if not is_newest or draft.version != edition.draft_version:
        raise CaseUnusable(
            f"{edition.release} was changed while the gate looked at the copy. Nothing was "
            "published.",
            remedy=f"See what was changed: earwitness release show {edition.release}",
        )


def _refuse_other_copy(
    place: Workplace, tools: Tools, draft: ReleaseDraft, copy: Path, edition: Edition
) -> None:
    if package_digest(list_package(copy)) != edition.package_digest:
        raise CaseUnusable(
            "The copy is not what was signed. Nothing was published.",
            remedy="Try another disk: this one may be failing.",
        )
    report = tools.check(place, copy, draft, edition.at)
    waiting = [one for one in matters(report, waivers_of(edition)) if not one.accepted]
    if waiting:
        raise CaseUnusable(
            f"The gate finds {len(waiting)} things in the copy that it did not find before. "
            "Nothing was published.",
            remedy=f"Build anew, and look: earwitness release build {edition.release}",
        )
