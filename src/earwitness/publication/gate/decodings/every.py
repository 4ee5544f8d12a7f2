"""All decodings, in the order in which they are tried."""

from earwitness.publication.gate.decodings.base64_text import base64_text
from earwitness.publication.gate.decodings.base_32_85 import base32, base85
from earwitness.publication.gate.decodings.charsets import charsets
from earwitness.publication.gate.decodings.dumps import dumps
from earwitness.publication.gate.decodings.encoded_words import ENCODED_WORDS
from earwitness.publication.gate.decodings.entities import ENTITIES
from earwitness.publication.gate.decodings.escapes import (
    ESCAPES,
    RICH_ESCAPES,
    RICH_TEXT,
    STYLE_ESCAPES,
)
from earwitness.publication.gate.decodings.filled_up import filled_up
from earwitness.publication.gate.decodings.hexadecimal import hexadecimal
from earwitness.publication.gate.decodings.in_pieces import CAPTIONS, CONTINUED, LISTED
from earwitness.publication.gate.decodings.in_place import InPlace
from earwitness.publication.gate.decodings.misread import MISREAD
from earwitness.publication.gate.decodings.other_letters import PUNYCODE, UTF7
from earwitness.publication.gate.decodings.percent import PERCENT
from earwitness.publication.gate.decodings.quoted_printable import QUOTED_PRINTABLE
from earwitness.publication.gate.decodings.short_base64 import short_base64
from earwitness.publication.gate.decodings.tags import CONTROL_WORDS, JOINTS, TAGS
from earwitness.publication.gate.decodings.turned import backwards, half_alphabet
from earwitness.publication.gate.decodings.undone import Decoding
from earwitness.publication.gate.decodings.unseen import FORMS, UNSEEN
from earwitness.publication.gate.decodings.wide import wide

OTHER_LETTERS: tuple[Decoding, ...] = (wide, charsets)
"""Other ways to write letters as bytes; tried in any bytes."""

HIDDEN: tuple[Decoding, ...] = (
    *(base64_text, short_base64, filled_up, hexadecimal, base32, base85, dumps),
)
"""Bytes written as text; tried in what reads as text."""

IN_PLACE: tuple[InPlace, ...] = (
    UNSEEN,
    CAPTIONS,
    LISTED,
    CONTINUED,
    ENCODED_WORDS,
    ESCAPES,
    PERCENT,
    ENTITIES,
    TAGS,
    JOINTS,
    FORMS,
    QUOTED_PRINTABLE,
    STYLE_ESCAPES,
    RICH_ESCAPES,
    RICH_TEXT,
    CONTROL_WORDS,
    *MISREAD,
    UTF7,
    PUNYCODE,
)

OF_THE_FILE_ITSELF: tuple[Decoding, ...] = (backwards, half_alphabet)
"""Tried on the bytes of files and parts, not under other encodings: they change everything."""
