"""A package as one ZIP file that is the same, byte for byte, wherever it is made."""

import io
import zipfile
from collections.abc import Sequence

from earwitness.publication.package_paths import check_paths
from earwitness.records.published import PublishedFile

_MADE_ON_UNIX = 3
_RIGHTS = 0o100644 << 16


def zipped(files: Sequence[PublishedFile]) -> bytes:
    """The files by path, all of 1 January 1980 and readable for all.

    Stored, not deflated: compressors differ between systems, and sound does not shrink.

    Raises:
        InputUnusable: a path that a package cannot hold.
    """
    check_paths(file.path for file in files)
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(files, key=lambda one: one.path):
            entry = zipfile.ZipInfo(file.path, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = _MADE_ON_UNIX
            entry.external_attr = _RIGHTS
            archive.writestr(entry, file.data)
    return whole.getvalue()
