"""What is public now, packed for whoever puts it on the site."""

import tempfile
import zipfile
from dataclasses import dataclass
from hashlib import sha256
from typing import BinaryIO

from earwitness.app.custody import record_export
from earwitness.app.release_packages import changes_since, edition_folder
from earwitness.app.releases.drafts import draft_of
from earwitness.app.releases.gating import refuse_other_bytes, refuse_unrecorded
from earwitness.app.releases.history import public_now
from earwitness.publication.packages import load_package
from earwitness.records.errors import WrongUsage
from earwitness.runtime.runner import Workplace
from earwitness.runtime.store import releases

EXPORT = "release"
FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP can name (APPNOTE 4.4.6), as every file of a package has it."""
MODE = 0o644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class PackedPackage:
    """A ZIP, open at its beginning, and what it is called: nothing of the inside name."""

    file: BinaryIO
    name: str


def public_package(place: Workplace, name: str) -> PackedPackage:
    """The edition that is public now; its bytes are compared with what was built before they are
    packed. The same bytes give the same ZIP. The ledger keeps its SHA-256.

    Raises:
        WrongUsage: nothing of it is public, or there is no such release.
        CaseUnusable: the bytes were changed, or the store.
    """
    draft, public = draft_of(name), public_now(name)
    if public is None:
        raise WrongUsage(f"Nothing of {name} is public.", remedy="Publish it first.")
    refuse_unrecorded(name)
    (edition,) = (one for one in releases.editions(name) if one.number == public.edition)
    refuse_other_bytes(changes_since(place.folder, edition), edition)
    packed: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115  the response closes it
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in load_package(edition_folder(place.folder, name, edition.number)):
            own = zipfile.ZipInfo(one.path, FIRST_MOMENT)
            own.compress_type, own.external_attr = zipfile.ZIP_DEFLATED, MODE
            archive.writestr(own, one.data)
    packed.seek(0)
    record_export(place, EXPORT, sha256(packed.read()).hexdigest())
    packed.seek(0)
    return PackedPackage(file=packed, name=f"{draft.public_id}-{edition.number}.zip")
