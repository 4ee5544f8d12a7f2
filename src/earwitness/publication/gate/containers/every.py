"""All kinds of containers, in the order in which they are looked for."""

from earwitness.publication.gate.containers import (
    bare_deflate,
    brotli_file,
    chunks,
    compound_file,
    film_times,
    gif,
    jpeg,
    matroska_texts,
    never_opened,
    ogg,
    pdf_file,
    seven_zip,
    sound_tags,
    sounds_inside,
    sqlite_file,
    streams,
    tar_file,
    zip_file,
)
from earwitness.publication.gate.containers.member import Kind

KINDS: tuple[Kind, ...] = (
    zip_file.KIND,
    *tar_file.KINDS,
    seven_zip.KIND,
    pdf_file.KIND,
    *gif.KINDS,
    jpeg.KIND,
    ogg.KIND,
    *chunks.KINDS,
    *film_times.KINDS,
    matroska_texts.KIND,
    compound_file.KIND,
    sqlite_file.KIND,
    *never_opened.KINDS,
    *streams.KINDS,
    *sound_tags.KINDS,
    *sounds_inside.KINDS,
    bare_deflate.KIND,
    brotli_file.KIND,
)
