"""Documents that are text, with a place in them that nobody looks at."""

import html
import json
import re
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape, quoteattr

from leaks.plants import Carrier, Files, fitting

FILLER = (
    "The road to the north stayed open for most of that week, residents said.",
    "Жители рассказывали, что свет дали только под вечер.",
    "У лісі за селом чули стрілянину, але ніхто не виходив.",
    "The clips were cut for length; pauses were left as they are.",
)


def words_of(text: str) -> list[str]:
    """What blanks and line ends part; `str.split` would also drop U+0085, a letter misread."""
    return [one for one in re.split(r"[ \t\r\n]+", text) if one]


def filler(random: Random) -> str:
    """A harmless sentence."""
    return random.choice(FILLER)


def one_file(name: str, make: Callable[[str, Random], str]) -> Carrier:
    """A carrier of one UTF-8 file."""
    return lambda text, random: {name: make(text, random).encode()}


def page(body: str, head: str = "") -> str:
    """An HTML page."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Calls</title>{head}'
        f"</head><body><h1>Calls</h1><p>{FILLER[0]}</p>{body}<p>{FILLER[1]}</p></body></html>\n"
    )


def _by_letter(text: str, random: Random) -> str:
    """One element a sign or two, as word-timed captions and animated headlines do."""
    out, place = [], 0
    while place < len(text):
        size = random.randint(1, 3)
        out.append(
            f'<span class="w" data-t="{place}0">{html.escape(text[place : place + size])}</span>'
        )
        place += size
    return page("<p>" + "".join(out) + "</p>")


def _split_by_tags(text: str, random: Random) -> str:
    place = random.randint(1, max(1, len(text) - 1))
    tag = random.choice(["<b>{}</b>", "<i>{}</i>", "<wbr>{}", "<!-- -->{}", "<span>{}</span>"])
    rest = tag.format(html.escape(text[place:]))
    return page(f"<p>{html.escape(text[:place])}{rest}</p>")


def _attribute(text: str, random: Random) -> str:
    name = random.choice(["data-line", "data-call", "alt", "title", "aria-label", "value", "id"])
    return page(f"<div {name}={quoteattr(text)}>clip</div>")


def _script(text: str, random: Random) -> str:
    return page(f"<script>window.__STATE__ = {json.dumps({'clip': 3, 'note': text})};</script>")


def _hidden(text: str, random: Random) -> str:
    style = random.choice(
        ["display:none", "font-size:0", "color:#fff", "position:absolute;left:-9999px"]
    )
    return page(f'<p style="{style}">{html.escape(text)}</p>')


def _source_map(text: str, random: Random) -> Files:
    content = f"// {text}\nexport const start = () => play(3);\n"
    own = {
        "version": 3,
        "sources": ["src/player.js"],
        "sourcesContent": [content],
        "mappings": "AAAA",
    }
    return {
        "app.js": b"const start=()=>play(3);\n//# sourceMappingURL=app.js.map\n",
        "app.js.map": json.dumps(own).encode(),
    }


def _nested_json(text: str, random: Random) -> str:
    own: object = {"note": text}
    for _ in range(random.randint(1, 3)):
        own = {"data": json.dumps(own)}
    return json.dumps(own)


def _table(text: str, random: Random) -> str:
    cell = '"' + text.replace('"', '""') + '"'
    return f'clip,title,by\n1,Night,desk\n2,{cell},desk\n3,"Road, north",desk\n'


def _in_columns(text: str, random: Random) -> str:
    """Words apart, and digits in groups as a form has them."""
    pieces = [piece for word in words_of(text) for piece in re.findall(r"\d{1,4}|\D+", word)]
    return "a;b;c;d;e;f\n" + ";".join(pieces) + "\n"


def _captions(where: str) -> Callable[[str, Random], str]:
    def make(text: str, random: Random) -> str:
        flat = " ".join(words_of(text))
        note = f"NOTE {flat}\n\n" if where == "note" else ""
        cue = flat if where == "cue" else "1"
        said = flat if where == "text" else filler(random)
        if where == "timed":
            said = "".join(
                f"<00:00:0{n % 9}.500><c>{own}</c> " for n, own in enumerate(words_of(flat))
            )
        if where == "voice":
            said = f"<v {flat}>{said}</v>"
        return f"WEBVTT\n\n{note}{cue}\n00:00:00.000 --> 00:00:04.000\n{said}\n"

    return make


def _cues_apart(text: str, random: Random) -> str:
    """A number that is read out over several captions."""
    words, cues = words_of(text), []
    for number in range(0, len(words), 2):
        start = f"00:00:{number:02}"
        cues.append(
            f"{number + 1}\n{start},000 --> {start},900\n{' '.join(words[number : number + 2])}\n"
        )
    return "\n".join(cues)


def _word_list(text: str, random: Random) -> str:
    """Words with their times, as recognisers write them."""
    words = [
        {"start": n * 0.3, "end": n * 0.3 + 0.25, "word": own, "p": round(random.random(), 3)}
        for n, own in enumerate(words_of(text))
    ]
    return json.dumps({"words": words}, ensure_ascii=False, indent=random.choice([None, 2]))


def _rtf(text: str, random: Random) -> str:
    out = []
    for sign in text:
        if ord(sign) < 128:
            out.append("\\par " if sign == "\n" else f"\\{sign}" if sign in "\\{}" else sign)
        elif random.random() < 0.5 and "а" <= sign.lower() <= "я":
            out.append(f"\\'{sign.encode('cp1251')[0]:02x}")
        else:
            out.append(f"\\u{ord(sign)}?")
    return "{\\rtf1\\ansi\\ansicpg1251 {\\b Clips} " + "".join(out) + "\\par }"


def _coloured(text: str, random: Random) -> str:
    place = random.randint(1, max(1, len(text) - 1))
    return f"build \x1b[32mdone\x1b[0m {text[:place]}\x1b[1;31m{text[place:]}\x1b[0m\n"


def _dump(text: str, random: Random) -> str:
    """As `xxd` and `hexdump -C` print it."""
    data, size = f"{FILLER[0]}\n{text}\n".encode(), random.choice([1, 2])
    starts = range(0, len(data), 16)
    return "".join(
        f"{at:08x}: {data[at : at + 16].hex(' ', size)}  |{'.' * 16}|\n" for at in starts
    )


def _mail(text: str, random: Random) -> str:
    import email.message
    import email.policy

    message = email.message.EmailMessage(policy=email.policy.SMTP)
    message["Subject"] = " ".join(words_of(text)) if random.random() < 0.5 else "clips"
    message["From"] = "desk@example.org"
    coding = random.choice(["quoted-printable", "base64", "8bit"])
    message.set_content(f"{FILLER[1]}\n{text}\n", cte=coding)
    return message.as_string()


def _svg(where: str) -> Callable[[str, Random], str]:
    def make(text: str, random: Random) -> str:
        own = escape(text)
        if where == "tspan":
            own = "".join(
                f"<tspan x='{9 * n}'>{escape(sign)}</tspan>" for n, sign in enumerate(text)
            )
        place = {
            "tspan": f"<text>{own}</text>",
            "desc": f"<desc>{own}</desc>",
            "metadata": f"<metadata>{own}</metadata>",
        }[where]
        head = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        return f'{head}{place}<path d="M0 0h9"/></svg>'

    return make


def _css(text: str, random: Random) -> str:
    return 'p::after { content: "' + "".join(f"\\{ord(sign):06x}" for sign in text) + '" }\n'


def _escaped_json(text: str, random: Random) -> str:
    return json.dumps({"clips": [{"id": 3, "note": text}]}, ensure_ascii=True)


def _contact(text: str, random: Random) -> str:
    coded = "".join(f"={byte:02X}" for byte in text.encode())
    return (
        "BEGIN:VCARD\nVERSION:2.1\nFN:Desk\n"
        f"NOTE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:{coded}\nEND:VCARD\n"
    )


def in_charset(name: str, charset: str) -> Carrier:
    """A plain text in this character set; what it lacks is written as an entity."""

    def carry(text: str, random: Random) -> Files:
        return {name: f"{FILLER[0]}\r\n{text}\r\n".encode(charset, "xmlcharrefreplace")}

    return carry


def _file_name(text: str, random: Random) -> Files:
    name = fitting(re.sub(r"[/\0\n]", "_", text), 200)
    return {f"media/{name}.txt": filler(random).encode()}


def _folder_name(text: str, random: Random) -> Files:
    name = fitting(re.sub(r"[/\0\n]", "_", text), 200)
    return {f"media/{name}/index.txt": filler(random).encode()}


def _notebook(text: str, random: Random) -> str:
    cell = {
        "cell_type": "code",
        "source": ["play(3)"],
        "outputs": [{"text": [text]}],
        "metadata": {},
    }
    return json.dumps({"cells": [cell], "nbformat": 4, "metadata": {}})


CARRIERS: dict[str, Carrier] = {
    "plain text": one_file("readme.txt", lambda text, random: f"{filler(random)}\n{text}\n"),
    "Markdown": one_file("notes.md", lambda text, random: f"# Clips\n\n- **{text}**\n"),
    "text in UTF-16 with BOM": in_charset("readme.txt", "utf-16"),
    "text in UTF-16LE": in_charset("readme.txt", "utf-16-le"),
    "text in UTF-16BE": in_charset("readme.txt", "utf-16-be"),
    "text in UTF-32": in_charset("readme.txt", "utf-32"),
    "text in cp1251": in_charset("readme.txt", "cp1251"),
    "text in KOI8-R": in_charset("readme.txt", "koi8-r"),
    "text in cp866": in_charset("readme.txt", "cp866"),
    "text in UTF-7": in_charset("readme.txt", "utf-7"),
    "HTML body": one_file("index.html", lambda text, random: page(f"<p>{html.escape(text)}</p>")),
    "HTML comment": one_file(
        "index.html", lambda text, random: page(f"<!-- {text.replace('--', '- -')} -->")
    ),
    "HTML attribute": one_file("index.html", _attribute),
    "HTML meta": one_file(
        "index.html",
        lambda text, random: page("", f'<meta name="author" content={quoteattr(text)}>'),
    ),
    "HTML script": one_file("index.html", _script),
    "HTML hidden text": one_file("index.html", _hidden),
    "HTML, an element a sign": one_file("index.html", _by_letter),
    "HTML, split by tags": one_file("index.html", _split_by_tags),
    "HTML source set": one_file(
        "index.html", lambda text, random: page(f'<img src="a.png?for={html.escape(text)}">')
    ),
    "JavaScript comment": one_file("app.js", lambda text, random: f"/* {text} */\nplay(3);\n"),
    "JavaScript string": one_file(
        "app.js", lambda text, random: f"const a = {json.dumps(text)};\n"
    ),
    "source map": _source_map,
    "style sheet, escaped": one_file("style.css", _css),
    "style sheet comment": one_file(
        "style.css", lambda text, random: f"/* {text} */ p {{ margin: 0 }}"
    ),
    "JSON": one_file(
        "clips.json", lambda text, _: json.dumps({"a": 1, "note": text}, ensure_ascii=False)
    ),
    "JSON key": one_file(
        "clips.json", lambda text, _: json.dumps({text: True}, ensure_ascii=False)
    ),
    "JSON, escaped": one_file("clips.json", _escaped_json),
    "JSON in JSON": one_file("clips.json", _nested_json),
    "JSON lines": one_file(
        "clips.jsonl", lambda text, _: '{"a": 1}\n' + json.dumps({"n": text}) + "\n"
    ),
    "notebook": one_file("work.ipynb", _notebook),
    "CSV cell": one_file("clips.csv", _table),
    "CSV, over columns": one_file("clips.csv", _in_columns),
    "XML text": one_file("feed.xml", lambda text, _: f"<feed><t>{escape(text)}</t></feed>"),
    "XML attribute": one_file("feed.xml", lambda text, _: f"<feed by={quoteattr(text)}/>"),
    "XML comment": one_file(
        "feed.xml", lambda text, _: f"<f><!-- {text.replace('--', '—')} --></f>"
    ),
    "SVG text by sign": one_file("map.svg", _svg("tspan")),
    "SVG description": one_file("map.svg", _svg("desc")),
    "SVG metadata": one_file("map.svg", _svg("metadata")),
    "captions note": one_file("clip.vtt", _captions("note")),
    "captions cue id": one_file("clip.vtt", _captions("cue")),
    "captions text": one_file("clip.vtt", _captions("text")),
    "captions timed by word": one_file("clip.vtt", _captions("timed")),
    "captions voice": one_file("clip.vtt", _captions("voice")),
    "subtitles over cues": one_file("clip.srt", _cues_apart),
    "words with times in JSON": one_file("words.json", _word_list),
    "colours of a terminal": one_file("build.log", _coloured),
    "dump in rows": one_file("dump.txt", _dump),
    "RTF": one_file("note.rtf", _rtf),
    "mail": one_file("desk.eml", _mail),
    "contact card": one_file("desk.vcf", _contact),
    "calendar": one_file("desk.ics", lambda text, _: f"BEGIN:VEVENT\nSUMMARY:{text}\nEND:VEVENT\n"),
    "settings file": one_file(".env", lambda text, _: f"DEBUG=1\nCALL={text}\n"),
    "file name": _file_name,
    "folder name": _folder_name,
}

NAMING = {"file name", "folder name"}
"""They put the text into a name."""

TEARING = {
    "HTML, an element a sign",
    "HTML, split by tags",
    "CSV, over columns",
    "SVG text by sign",
    "captions timed by word",
    "subtitles over cues",
    "words with times in JSON",
    "colours of a terminal",
}
"""They take a text apart for the eye; an encoded one would be broken by it."""
