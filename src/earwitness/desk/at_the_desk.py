"""What to do at the desk, where the program says what to type.

The remedies of errors are written once, for the command line. Where a page of the desk does the
same, the desk says which; what only the command line can do stays as it is.
"""

import re

from django.utils.translation import gettext_lazy

from earwitness.records.errors import EarwitnessError

PAGES = {
    "calls": gettext_lazy("“Calls” lists them all."),
    "show": gettext_lazy("The page of the call shows its turns with their times and channels."),
    "transcript": gettext_lazy(
        "The page of the call, under “Versions” and in the history of a turn, shows them."
    ),
    "attributions": gettext_lazy("“Who speaks” lists them all."),
    "voices": gettext_lazy("The page of the speaker, under “Voices to listen to”, shows them."),
    "claims": gettext_lazy("“What is said” lists them all."),
    "judge": gettext_lazy("Open the speaker or the claim, and decide there."),
    "judgements": gettext_lazy("The page of the speaker or the claim shows every decision."),
    "support": gettext_lazy("“What is said” shows how each claim stands."),
    "accounts": gettext_lazy("“Accounts” lists them all."),
    "release list": gettext_lazy("“Releases” lists them all, and makes one."),
    "release new": gettext_lazy("“Releases” lists them all, and makes one."),
    "release show": gettext_lazy("The page of the release shows them."),
    "release say": gettext_lazy("Change that on the page of the release."),
    "release build": gettext_lazy("Build it anew under “Gate and signatures”."),
    "release sign": gettext_lazy("Sign it under “Gate and signatures”."),
    "release waive": gettext_lazy(
        "Change it and build again, or accept it, by two people, under “Gate and signatures”."
    ),
    "release english": gettext_lazy("Open the clip, and read its English there."),
    "release objections": gettext_lazy(
        "The page of the clip shows its objections, and answers them."
    ),
    "release answer": gettext_lazy("The page of the clip shows its objections, and answers them."),
    "release drop": gettext_lazy("Change it, or take it out, on the page of the release."),
    "release withdraw": gettext_lazy("Withdraw it on the page of the clip or the release."),
    "release": gettext_lazy("Open the clip, and change it there."),
}
"""By command, what does the same at the desk."""

COMMAND = re.compile(r"\bearwitness (?P<command>[a-z]+)(?: (?P<part>[a-z]+))?")
OPTION = re.compile(r"(?<![\w-])--[a-z]")


def what_happened(error: EarwitnessError) -> str:
    """What happened, without what to type behind a colon."""
    what, _colon, command = error.what.partition(": earwitness ")
    return f"{what}." if command and not what.endswith(".") else what


def what_to_do(error: EarwitnessError) -> str:
    """What to do, at the desk if that can be; "" if all that is said is an option to type."""
    found = COMMAND.search(error.remedy) or COMMAND.search(error.what)
    if found:
        names = (f"{found['command']} {found['part']}", found["command"])
        page = next((PAGES[name] for name in names if name in PAGES), None)
        if page is not None:
            return str(page)
    return "" if OPTION.search(error.remedy) else error.remedy
