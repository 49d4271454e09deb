"""A base -> the files of its site. The same base gives the same bytes: nothing in them comes from a clock."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files

from bot.desk.history import Said
from bot.site.addresses import page_of
from bot.site.catalogue import About, Catalogue
from bot.site.feeds import CORRECTED, NEW, Place, feeds
from bot.site.pages import pages_of
from bot.site.rendering import environment, rendered
from bot.site.search_index import search_index
from bot.wording import site as words
from knowledge.model import FactBase

_STATIC = ("icon.svg", "review.js", "search.js")


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose site it is, what its facts are about, where readers may write to, and where it will stand."""

    newsroom: str | None = None
    subject: str | None = None
    contact: str | None = None
    site_url: str | None = None


def site_of(
    base: FactBase, about: About, owner: Owner, earlier: Mapping[str, Sequence[Said]] | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and the content of every file of a site.

    ``base`` is what everybody may know, for all of it is shown; ``about`` names the entities of a fact, ``earlier`` has
    what facts said before, by their ids.
    """
    catalogue, templates = Catalogue(base, about, earlier or {}), environment()
    title = words.title(owner.newsroom, owner.subject)
    shared = {"owner": owner, "site": title, "names": catalogue.names, "feeds": {"new": NEW, "corrected": CORRECTED}}
    for page in pages_of(catalogue):
        address = page_of(owner.site_url, page.values["fact"].id) if page.template == "fact.html" else None
        values = {**shared, "title": page.title, "address": address, **page.values}
        yield page.path, rendered(templates, page.template, page.path, values)
    yield "style.css", rendered(templates, "style.css", "style.css", {})
    for name in _STATIC:
        yield name, (files("bot.site") / "static" / name).read_bytes()
    yield "search.json", search_index(catalogue)
    yield from feeds(catalogue, Place(title, owner.newsroom or words.NEWSROOM, owner.site_url)).items()
