"""Which facts bear on a text that somebody else wrote: on a claim anywhere in it, or by a report that it links to."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from urllib.parse import urlsplit

from bot.text import pages
from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Candidate
from knowledge.model import Fact
from knowledge.reading.blocks import objection_of

# As likely as not: enough to be shown to somebody who asks what there is, not enough to answer with.
BEARING = 0.5
# Sentences of a text that are held against the facts, some ten milliseconds each: Discord's longest message has about
# seventy, with what it links to a hundred. And characters of one; what runs on for longer is several.
SENTENCES, SENTENCE = 100, 300
# Parts that are looked at to find those: a text of single words must come to an end as well.
PARTS = 500
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
_LINK = re.compile(r"https?://[^\s<>()\[\]\"']+", re.IGNORECASE)


def bearing_on(matcher: Matcher, text: str, most: int) -> tuple[Fact, ...]:
    """Return the facts that bear on a text, surest first, and then those that rest on a report which it links to."""
    surest: dict[str, Candidate] = {}
    for part in _with_whole(matcher, without_links(text)):
        for candidate in matcher.candidates(part):
            before = surest.get(candidate.fact.id)
            is_surer = before is None or candidate.confidence > before.confidence
            if is_surer and bears(candidate):
                surest[candidate.fact.id] = candidate
    ranked = sorted(surest.values(), key=lambda candidate: -candidate.confidence)
    found = {candidate.fact.id: candidate.fact for candidate in ranked}
    found |= {fact.id: fact for fact in resting_on(matcher, links_in(text)) if fact.id not in found}
    return tuple(found.values())[:most]


def bears(candidate: Candidate) -> bool:
    """Whether a candidate is about what was written: it may say otherwise, but not of another."""
    contradicts = candidate.block is None or objection_of(candidate.block.kind).contradicts
    return contradicts and candidate.confidence >= BEARING


def links_in(text: str) -> list[str]:
    """Return what a text links to."""
    return _LINK.findall(text)


def has_link(text: str) -> bool:
    """Whether a text links to something."""
    return _LINK.search(text) is not None


def without_links(text: str) -> str:
    """Return a text without its links, whose words are no claims."""
    return _LINK.sub(" ", text)


def parts_of(matcher: Matcher, text: str) -> Iterator[str]:
    """Return the sentences of a text that say something, each once; what runs on for longer is taken apart."""
    return _telling(matcher, _parts(text))


def _with_whole(matcher: Matcher, text: str) -> Iterator[str]:
    """Return the sentences of a text; a short text is one of them as a whole."""
    whole = [text.strip()] if len(text) <= SENTENCE else []
    return _telling(matcher, chain(whole, _parts(text)))


def _parts(text: str) -> Iterator[str]:
    return (part for sentence in _SENTENCE_END.split(text) for part in pages(sentence, SENTENCE))


def _telling(matcher: Matcher, parts: Iterable[str]) -> Iterator[str]:
    telling = (part for part in islice(dict.fromkeys(parts), PARTS) if matcher.says_something(part))
    return islice(telling, SENTENCES)


def resting_on(matcher: Matcher, links: Iterable[str]) -> Iterator[Fact]:
    """Yield the facts that cite a report under one of some addresses."""
    linked = {address for link in links for address in _addresses(link)}
    sources = {source.id for source in matcher.base.sources.values() if linked.intersection(_addresses(source.url)[:1])}
    for fact in matcher.base.facts:
        if any(citation.source in sources for citation in fact.citations):
            yield fact


def _addresses(link: str | None) -> list[str]:
    """Return what a link leads to, and without its query, which may only say where it was shared; none if malformed."""
    try:
        parts = urlsplit((link or "").rstrip(".,;:!?"))
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return []
    address = f"{host}{parts.path.rstrip('/')}"
    return ([f"{address}?{parts.query}", address] if parts.query else [address]) if host else []
