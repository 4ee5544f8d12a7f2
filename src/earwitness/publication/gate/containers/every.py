"""All kinds of containers, in the order in which they are looked for."""

from earwitness.publication.gate.containers import never_opened, streams, tar_file, zip_file
from earwitness.publication.gate.containers.member import Kind

KINDS: tuple[Kind, ...] = (
    zip_file.KIND,
    *tar_file.KINDS,
    *never_opened.KINDS,
    *streams.KINDS,
)
