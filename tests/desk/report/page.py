"""Reads a page back: elements by id, links, attributes, visible text."""

from html.parser import HTMLParser

_INLINE = {"a", "b", "span", "strong", "code", "q", "i"}
_VOID = {"meta", "input", "br", "hr", "link", "img"}


class Page(HTMLParser):
    """Collects what a test asks for; unbalanced tags are an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.unbalanced: list[str] = []
        self._open: list[tuple[str, str]] = []
        self._texts: dict[str, list[str]] = {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.attributes += [(tag, name, value) for name, value in values.items()]
        if identity := values.get("id"):
            self.ids.append(identity)
        if tag == "a":
            self.links.append(values.get("href", ""))
        if tag not in _INLINE:
            self.handle_data(" ")
        if tag not in _VOID:
            self._open.append((tag, values.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop()[0] != tag:
            self.unbalanced.append(tag)
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if any(tag in ("script", "style") for tag, _ in self._open):
            return
        for identity in {"", *(identity for _, identity in self._open)}:
            self._texts.setdefault(identity, []).append(data)

    def text(self, identity: str = "") -> str:
        """The visible text of the element with that id, or of the whole page."""
        return " ".join("".join(self._texts.get(identity, [])).split())
