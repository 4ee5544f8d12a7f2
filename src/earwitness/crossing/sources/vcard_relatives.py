"""Relatives and nicknames of vCards, in the forms that phones and programs give them.

Android writes rows of its database as `X-ANDROID-CUSTOM`; the types of relations are those of
`ContactsContract.CommonDataKinds.Relation`. FullContact hides names of properties in hexadecimal.
Apple labels `X-ABRELATEDNAMES` with `X-ABLABEL` of the same group.
"""

import binascii
import re
from collections.abc import Iterator, Sequence

from earwitness.crossing.sources.vcard_lines import ContentLine, components, unescaped

_APPLE_LABEL = re.compile(r"^_\$!<(.*)>!\$_$")
_ANDROID = re.compile(r"^vnd\.android\.cursor\.item/(relation|nickname)$", re.IGNORECASE)
_ANDROID_KINDS = ("", "assistant", "brother", "child", "domestic partner", "father", "friend",
                  "manager", "mother", "parent", "partner", "referred by", "relative", "sister",
                  "spouse")  # fmt: skip
_HIDDEN = "X-FCENCODED-"
_HIDDEN_RELATIVE = re.compile(r"^X-FC-RelatedNames(?::(.*))?$", re.IGNORECASE)
_URI = re.compile(r"^[a-z][a-z0-9+.-]{1,20}:\S", re.IGNORECASE)
_OF_ONE_KIND = {"X-SPOUSE": "spouse", "X-CHILD": "child", "X-CHILDREN": "child",
                "X-MS-CHILD": "child", "X-MS-SPOUSE": "spouse", "X-EVOLUTION-SPOUSE": "spouse",
                "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse"}  # fmt: skip

NAMES = frozenset({"RELATED", "X-ABRELATEDNAMES", "X-ABLABEL", "X-ANDROID-CUSTOM", "NICKNAME",
                   *_OF_ONE_KIND})  # fmt: skip
"""Names of the lines that are read here."""


def is_about_relatives(name: str) -> bool:
    """Whether lines of this name are read here."""
    return name in NAMES or name.startswith(_HIDDEN)


def relatives(lines: Sequence[ContentLine]) -> Iterator[str]:
    """`kind: name`, in the order of the card; a name without a kind stands alone."""
    labels = {
        line.group: _APPLE_LABEL.sub(r"\1", unescaped(line.value))
        for line in lines
        if line.name == "X-ABLABEL"
    }
    for line in lines:
        for kind, name in _relative(line, labels):
            if name.strip():
                yield f"{kind.strip()}: {name.strip()}".removeprefix(": ")


def nicknames(lines: Sequence[ContentLine]) -> Iterator[str]:
    """Nicknames of NICKNAME, several at commas, and of Android."""
    for line in lines:
        if line.name == "NICKNAME":
            yield from (unescaped(part) for part in re.split(r"(?<!\\),", line.value))
        elif (row := _android(line)) and row[0] == "nickname":
            yield row[1]


def _relative(line: ContentLine, labels: dict[str, str]) -> Iterator[tuple[str, str]]:
    if line.name == "X-ABRELATEDNAMES":
        yield labels.get(line.group, ""), unescaped(line.value)
    elif line.name in _OF_ONE_KIND:
        yield _OF_ONE_KIND[line.name], unescaped(line.value)
    elif line.name == "RELATED" and not _URI.match(line.value):
        yield line.parameter("TYPE").lower(), unescaped(line.value)
    elif line.name.startswith(_HIDDEN):
        kind = _HIDDEN_RELATIVE.match(_shown(line.name))
        if kind:
            yield (kind[1] or "").lower(), unescaped(line.value)
    elif (row := _android(line)) and row[0] == "relation":
        yield row[2], row[1]


def _android(line: ContentLine) -> tuple[str, str, str] | None:
    """What a row is, its text, and its kind in words."""
    if line.name != "X-ANDROID-CUSTOM":
        return None
    what, text, kind, label, *_ = [*components(line.value), "", "", ""]
    match = _ANDROID.match(what)
    if match is None:
        return None
    known = kind.isascii() and kind.isdigit() and len(kind) < 3 and int(kind) < len(_ANDROID_KINDS)
    return match[1].lower(), text, label or (_ANDROID_KINDS[int(kind)] if known else "")


def _shown(name: str) -> str:
    try:
        return binascii.unhexlify(name.removeprefix(_HIDDEN)).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
