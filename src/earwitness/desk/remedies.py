"""What to do about problems of recordings and lists, in the language of the page.

The program writes remedies in English, where it meets the problem. Those that people meet most are
known here, word by word; others stay English.
"""

from django.utils.translation import gettext, gettext_noop

KNOWN = frozenset(
    {
        gettext_noop("Ask for this file again."),
        gettext_noop("Ask its owner for permission to read."),
        gettext_noop("Check the path and the disk."),
        gettext_noop("Check that the file is there and may be read."),
        gettext_noop("Check that the disk is there and that you may write to it."),
        gettext_noop("Copy it again while the program that writes it is closed."),
        gettext_noop(
            "Copy it from the original medium again; if that fails, the medium is damaged."
        ),
        gettext_noop("Copy its content into an ordinary file first."),
        gettext_noop("Correct that row in a copy of the list and take in the copy."),
        gettext_noop("Correct these rows in a copy of the list and take in the copy."),
        gettext_noop("Free some space, then run `earwitness process` again."),
        gettext_noop("Free space or move the case to a larger disk, then run intake again."),
        gettext_noop("Give the same command again."),
        gettext_noop("If the file is sound, raise the limits in [audio] of case.toml."),
        gettext_noop(
            "If you trust it, raise the limit under [archives] in case.toml, then intake again."
        ),
        gettext_noop("Leave it out, or export it again."),
        gettext_noop("Leave it out, or export the transcript again."),
        gettext_noop("Leave it out, or give it as a call list with --calls."),
        gettext_noop("Open it in a spreadsheet program and save it as CSV (UTF-8)."),
        gettext_noop("Remove `derived/` and run `earwitness process` again: it is made anew."),
        gettext_noop("Run `earwitness verify`, and restore that file from a copy of the case."),
        gettext_noop("Save the list as CSV (UTF-8) and name that file."),
        gettext_noop("Take it in again when its copying or recording has ended."),
        gettext_noop("Unpack it with the password and take in the folder; keep this file too."),
        gettext_noop("Export it as UTF-8 text."),
        gettext_noop("Export the transcript again."),
    }
)


def remedy(words: str) -> str:
    """A remedy in the language of the page; one that is not known as it is."""
    return gettext(words) if words in KNOWN else words
