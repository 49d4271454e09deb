"""The feeds of new and of corrected facts, in Atom (RFC 4287)."""

import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree as ET  # only writes here

from bot.site.addresses import path_of
from bot.site.catalogue import Catalogue, began, changed
from bot.wording import site as words
from bot.wording.facts import corrected_on
from knowledge.model import Fact

# Entries of a feed: readers of feeds look in more often than a newsroom publishes so many.
ENTRIES = 50
NEW, CORRECTED = "new.xml", "corrected.xml"
_ATOM = "http://www.w3.org/2005/Atom"
# What XML has no way to write at all: https://www.w3.org/TR/xml/#charsets
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Of a feed without entries: it must say when it changed, and knows no day.
_NEVER = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose feed it is, and where the site stands; without ``site_url`` links are relative to the feed."""

    title: str
    newsroom: str
    site_url: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    key: str
    fact: Fact
    title: str
    summary: str
    published: date
    updated: date


def feeds(catalogue: Catalogue, place: Place) -> dict[str, bytes]:
    """Return both feeds by their paths; every day in them is one that the base tells."""
    added = [_added(fact) for fact in catalogue.newest[:ENTRIES]]
    corrected = [
        _Entry(
            f"{fact.id} {correction.on} {correction.note}",
            fact,
            words.correction_title(fact.question),
            f"{corrected_on(correction)}: {correction.note}",
            correction.on,
            correction.on,
        )
        for correction, fact in catalogue.corrections[:ENTRIES]
    ]
    return {
        NEW: _feed(NEW, words.NEW, added, place),
        CORRECTED: _feed(CORRECTED, words.CORRECTED, corrected, place),
    }


def _added(fact: Fact) -> _Entry:
    summary = words.feed_summary(fact.status, fact.answer)
    return _Entry(fact.id, fact, fact.question, summary, began(fact), changed(fact))


def _feed(path: str, title: str, entries: Iterable[_Entry], place: Place) -> bytes:
    shown = list(entries)
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "en"})
    _text(root, "title", f"{place.title}: {title}")
    _text(root, "id", _id(place, path))
    _text(root, "updated", _moment(max((entry.updated for entry in shown), default=_NEVER)))
    _text(ET.SubElement(root, "author"), "name", place.newsroom)
    _link(root, "self", "application/atom+xml", _address(place, path))
    _link(root, "alternate", "text/html", _address(place, "index.html"))
    for entry in shown:
        _entry(root, entry, place)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(root: ET.Element, entry: _Entry, place: Place) -> None:
    found = ET.SubElement(root, "entry")
    _text(found, "title", entry.title)
    _text(found, "id", _id(place, entry.key))
    _text(found, "published", _moment(entry.published))
    _text(found, "updated", _moment(entry.updated))
    _link(found, "alternate", "text/html", _address(place, path_of("facts", entry.fact.id)))
    for topic in entry.fact.topics:
        ET.SubElement(found, "category", {"term": _NOT_IN_XML.sub("", topic)})
    _text(found, "summary", entry.summary)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = _NOT_IN_XML.sub("", text)


def _link(parent: ET.Element, rel: str, kind: str, address: str) -> None:
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": address})


def _address(place: Place, path: str) -> str:
    return f"{place.site_url or ''}{path}"


def _id(place: Place, key: str) -> str:
    """Return an id that stays whatever else of an entry changes, and is nobody else's."""
    # Half a character, which YAML can hold, has no bytes.
    name = f"{place.site_url or place.newsroom}#{key}".encode("utf-8", "replace").decode()
    return uuid.uuid5(uuid.NAMESPACE_URL, name).urn


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
