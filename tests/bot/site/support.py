"""How the tests of the site read it."""

from html.parser import HTMLParser

from bot.site.building import Owner, site_of
from knowledge.model import FactBase

Site = dict[str, str]
_VOID = {"meta", "link", "br", "input"}


def built(base: FactBase, owner: Owner | None = None) -> Site:
    """Return the files of a site by their paths, as text; whom a fact is about its editors say."""
    return {path: content.decode() for path, content in site_of(base, lambda _: (), owner or Owner())}


class Read(HTMLParser):
    """A page as a browser takes it apart: its elements with their attributes, its texts, and what was not closed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def named(self, *names: str) -> list[dict[str, str]]:
        return [found for name, found in self.elements if name in names]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
