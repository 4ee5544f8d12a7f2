"""The pages of the desk that are measured. Each part adds a line for each of its pages.

Words in braces are filled in anew for each request: a call, the recording of it, a line, a claim, a
release and a clip of it, a word in Russian and one in English, the number of a page of the list.
"""

PAGES: dict[str, str] = {
    "overview": "/",
    "overview, progress": "/overview/progress/?mark=other",
    "calls": "/calls/?page={page}",
    "calls, by theme and length": "/calls/?theme=losses&longer=2&sort=-duration",
    "calls, by line": "/calls/?line={line}",
    "calls, by person": "/calls/?person=Верхот",
    "search, Russian": "/search/?q={russian}",
    "search, English": "/search/?q={english}",
    "search, by meaning": "/search/?q={english}&by=meaning",
    "call": "/calls/{call}/",
    "call, turns": "/recordings/{sha256}/turns",
    "speakers": "/speakers/?state=all&page={page}",
    "speakers, by person": "/speakers/?state=all&person=Верхот",
    "speakers, of a call": "/speakers/{call}/",
    "speakers, graph": "/speakers/graph/?find=Верхот",
    "speakers, one side": "/speakers/{call}/caller/",
    "findings": "/findings/?page={page}",
    "findings, losses": "/findings/?kind=loss&sort=-day",
    "findings, a claim": "/findings/claims/{claim}/",
    "findings, table of losses": "/findings/losses/",
    "findings, days": "/findings/days/",
    "findings, places": "/findings/places/",
    "releases": "/releases/",
    "releases, one": "/releases/{release}/",
    "releases, a clip": "/releases/{release}/clips/{clip}/",
    "releases, edition": "/releases/{release}/edition/",
    "review": "/review/",
    "review, English": "/review/english/",
    "review, not judged": "/review/unjudged/",
    "review, comments": "/review/talks/",
}
"""Address by name; what comes before a comma is the part it belongs to."""

LIGHT = ("calls", "call")
"""Pages that must weigh under 300 KB, with all that they load but sound."""
