"""All decodings, in the order in which they are tried."""

from earwitness.publication.gate.decodings.base64_text import base64_text
from earwitness.publication.gate.decodings.charsets import charsets, mangled
from earwitness.publication.gate.decodings.entities import entities
from earwitness.publication.gate.decodings.escapes import escapes
from earwitness.publication.gate.decodings.hexadecimal import hexadecimal
from earwitness.publication.gate.decodings.other_letters import base32, base85, punycode, utf7
from earwitness.publication.gate.decodings.percent import percent
from earwitness.publication.gate.decodings.quoted_printable import quoted_printable
from earwitness.publication.gate.decodings.tags import control_words, joints, tags
from earwitness.publication.gate.decodings.turned import backwards, half_alphabet
from earwitness.publication.gate.decodings.undone import Decoding
from earwitness.publication.gate.decodings.unseen import forms, unseen
from earwitness.publication.gate.decodings.wide import wide

DECODINGS: tuple[Decoding, ...] = (
    base64_text,
    hexadecimal,
    percent,
    quoted_printable,
    entities,
    escapes,
    tags,
    control_words,
    joints,
    unseen,
    forms,
    wide,
    charsets,
    mangled,
    utf7,
    punycode,
    base32,
    base85,
)

OF_THE_FILE_ITSELF: tuple[Decoding, ...] = (backwards, half_alphabet)
"""Tried on the bytes of files and parts, not under other encodings: they change everything."""
