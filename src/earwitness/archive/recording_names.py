"""Names of recordings: what is an extension, and when two names mean the same file."""

import re
import unicodedata

from earwitness.runtime.settings import RAW_TELEPHONY

# Headerless telephone formats that intake takes by suffix alone, beyond those with a known rate.
HEADERLESS_SUFFIXES = frozenset(RAW_TELEPHONY) | {
    ".sln16", ".slin", ".pcm", ".g711", ".g723", ".g726", ".lpc10", ".vox", ".ilbc",
}  # fmt: skip
CONTAINER_SUFFIXES = frozenset({
    ".wav", ".wave", ".w64", ".rf64", ".mp3", ".mp2", ".mpga", ".ogg", ".oga", ".opus", ".spx",
    ".flac", ".amr", ".awb", ".3ga", ".3gp", ".3gpp", ".3g2", ".m4a", ".m4b", ".m4r", ".mp4",
    ".mov", ".aac", ".wma", ".asf", ".wmv", ".avi", ".mka", ".mkv", ".webm", ".weba", ".caf",
    ".aif", ".aiff", ".aifc", ".au", ".snd", ".voc", ".ape", ".wv", ".tta", ".qcp", ".dss",
    ".ds2", ".slk", ".silk", ".sph", ".nist", ".flv", ".ts", ".mpg", ".mpeg", ".wav49", ".gsm",
})  # fmt: skip
RECORDING_SUFFIXES = CONTAINER_SUFFIXES | HEADERLESS_SUFFIXES
# An extension begins with a letter, so that the call number in "…1743042317.12206" is kept.
EXTENSION = re.compile(r"\.(?:[A-Za-z][A-Za-z0-9]{0,5}|3g[ap2]p?)$")


def without_extension(name: str) -> str:
    """The name without its last extension, whatever it is; a name that is none stays whole."""
    return EXTENSION.sub("", name) or name


def without_recording_suffix(name: str) -> str:
    """The name without a suffix that only recordings have; any other name stays whole."""
    stem = without_extension(name)
    return stem if name[len(stem) :].lower() in RECORDING_SUFFIXES else name


def base_name(untrusted_name: str) -> str:
    """The last part of a path as any system writes it (`C:\\calls\\1.wav`, `/var/calls/1.wav`)."""
    return re.split(r"[/\\]", untrusted_name.strip())[-1]


def name_key(untrusted_name: str) -> str:
    """What two spellings of one file name share: no folder, Unicode NFC, no letter case."""
    return unicodedata.normalize("NFC", base_name(untrusted_name)).casefold()


def stem_key(untrusted_name: str) -> str:
    """As `name_key`, without the recording's suffix, which call lists often leave out."""
    return without_recording_suffix(name_key(untrusted_name))
