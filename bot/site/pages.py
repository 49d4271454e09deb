"""The pages of a site: where each stands, of which template it is made, and what stands on it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from bot.site.addresses import list_path, path_of
from bot.site.catalogue import Catalogue
from bot.wording import site as words
from knowledge.model import Fact
from knowledge.service.due import due_on, retracted_under

# Of one page of a list: what a phone scrolls through in some strokes, and 60 KB.
ON_A_PAGE = 200
# On the first page: what is new, what was corrected, and the largest groups.
LATELY, LARGEST = 5, 24


@dataclass(frozen=True, slots=True)
class Page:
    """A page to render: ``values`` are those that its template asks for beside those of every page."""

    path: str
    template: str
    title: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Facts under a heading: those of a topic, a name or a source."""

    text: str
    path: str
    count: int


def pages_of(catalogue: Catalogue) -> Iterator[Page]:
    """Yield every page of a site."""
    yield _first_page(catalogue)
    yield Page("search.html", "search.html", words.SEARCH, {})
    for fact in catalogue.facts:
        yield Page(path_of("facts", fact.id), "fact.html", fact.question, _of_fact(catalogue, fact))
    yield from _lists(("facts", None), words.FACTS, catalogue.facts, {})
    yield from _of_topics(catalogue)
    yield from _of_names(catalogue)
    yield from _of_sources(catalogue)


def _first_page(catalogue: Catalogue) -> Page:
    topics, names = _topic_groups(catalogue), _name_groups(catalogue)
    values = {
        "topics": _largest(topics),
        "topics_left": len(topics) > LARGEST,
        "named": _largest(names),
        "names_left": len(names) > LARGEST,
        "newest": catalogue.newest[:LATELY],
        "corrections": catalogue.corrections[:LATELY],
        "count": len(catalogue.facts),
    }
    return Page("index.html", "index.html", "", values)


def _of_fact(catalogue: Catalogue, fact: Fact) -> dict[str, Any]:
    base = catalogue.base
    return {
        "fact": fact,
        "earlier": [said for said in reversed(catalogue.earlier.get(fact.id, ())) if said.until],
        "due": due_on(fact, base),
        "sources": base.sources,
        "retracted": retracted_under(fact, base),
        "entities": catalogue.about_entities[fact.id],
        "related": [catalogue.by_id[name] for name in fact.related if name in catalogue.by_id],
    }


def _of_topics(catalogue: Catalogue) -> Iterator[Page]:
    yield from _groups("topics", words.TOPICS, _topic_groups(catalogue))
    for topic, facts in catalogue.topics.items():
        yield from _lists(("topics", topic), words.topic_in_words(topic, catalogue.names), facts, {})


def _of_names(catalogue: Catalogue) -> Iterator[Page]:
    yield from _groups("names", words.NAMES, _name_groups(catalogue))
    known = {entity.id: entity for entity in catalogue.base.entities}
    for name, facts in catalogue.entities.items():
        yield from _lists(("names", name), known[name].name, facts, {"entity": known[name]})


def _of_sources(catalogue: Catalogue) -> Iterator[Page]:
    found = [(catalogue.base.sources[name], facts) for name, facts in catalogue.sources.items()]
    for number, pages, shown in _paged(found):
        values = {"listed": shown, "page": number, "pages": pages, "at": ("sources", None)}
        yield Page(list_path("sources", number), "sources.html", words.SOURCES, values)
    for source, facts in found:
        yield from _lists(("sources", source.id), source.title, facts, {"source": source})


def _groups(name: str, title: str, groups: Sequence[Group]) -> Iterator[Page]:
    for number, pages, shown in _paged(groups):
        values = {"groups": shown, "page": number, "pages": pages, "at": (name, None)}
        yield Page(list_path(name, number), "groups.html", title, values)


def _lists(at: tuple[str, str | None], title: str, facts: Sequence[Fact], more: Mapping[str, Any]) -> Iterator[Page]:
    """Yield a list of facts, as many pages as it takes; ``at`` is its room and, within that, its name."""
    none = {"entity": None, "source": None}
    for number, pages, shown in _paged(facts):
        path = list_path(at[0], number) if at[1] is None else path_of(at[0], at[1], number)
        values = {**none, "facts": shown, "count": len(facts), "page": number, "pages": pages, "at": at, **more}
        yield Page(path, "facts.html", title, values)


def _paged(things: Sequence[Any]) -> Iterator[tuple[int, int, Sequence[Any]]]:
    """Yield the number of each page, how many there are, and what stands on it; of nothing there is one page."""
    pages = max(ceil(len(things) / ON_A_PAGE), 1)
    for number in range(1, pages + 1):
        yield number, pages, things[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]


def _topic_groups(catalogue: Catalogue) -> list[Group]:
    found = catalogue.topics.items()
    return [
        Group(words.topic_in_words(topic, catalogue.names), path_of("topics", topic), len(facts))
        for topic, facts in found
    ]


def _name_groups(catalogue: Catalogue) -> list[Group]:
    found = catalogue.entities.items()
    return [Group(catalogue.names[name], path_of("names", name), len(facts)) for name, facts in found]


def _largest(groups: Sequence[Group]) -> list[Group]:
    """Return the largest groups, in the order in which they were."""
    by_size = sorted(groups, key=lambda group: -group.count)[:LARGEST]
    return [group for group in groups if group in by_size]
