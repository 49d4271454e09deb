"""The index that the search in the browser reads: for each word the facts that have it, as small as JSON lets it be."""

import json
import re
import unicodedata
from collections.abc import Container, Iterable
from itertools import chain, pairwise

from bot.site.addresses import path_of
from bot.site.catalogue import Catalogue
from bot.wording.status_looks import look_of
from knowledge.model import Fact

_BETWEEN = re.compile(r"[\W_]+")
# What stands in JSON within a script's element could end that element; nobody puts it there, and it costs nothing.
_SAFE = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def search_index(catalogue: Catalogue) -> bytes:
    """Return the index as JSON.

    ``facts`` are path, question and status in words; ``words`` stand in the order in which a browser compares texts;
    ``in`` has for each word its facts: twice the place of the fact in ``facts``, and one more where the question has
    it, each as the difference from the one before.
    """
    postings: dict[str, list[int]] = {}
    taught = {(lesson.fact, lesson.phrasing) for lesson in catalogue.base.lessons}
    for place, fact in enumerate(catalogue.facts):
        asked = set(words_of([fact.question]))
        for word in {*asked, *words_of(_texts(catalogue, fact, taught))}:
            postings.setdefault(word, []).append(2 * place + (word in asked))
    ordered = sorted(postings, key=lambda word: word.encode("utf-16-be", "surrogatepass"))
    whole = {
        "facts": [_listed(fact) for fact in catalogue.facts],
        "words": ordered,
        "in": [_differences(postings[word]) for word in ordered],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).translate(_SAFE).encode("utf-8", "replace")


def words_of(texts: Iterable[str]) -> Iterable[str]:
    """Yield the words of texts without accents and in lower case, as the script folds what is searched for."""
    for text in texts:
        parts = unicodedata.normalize("NFKD", text)
        bare = "".join(sign for sign in parts if not unicodedata.category(sign).startswith("M")).lower()
        yield from filter(None, _BETWEEN.split(bare))


def _texts(catalogue: Catalogue, fact: Fact, taught: Container[tuple[str, str]]) -> Iterable[str]:
    """Return all that a fact is found by; not what the bot was taught, for those are readers' words."""
    asked = (phrasing for phrasing in fact.phrasings if (fact.id, phrasing) not in taught)
    named = chain.from_iterable((entity.name, *entity.aliases) for entity in catalogue.about_entities[fact.id])
    said = (position.says for position in fact.positions)
    return (fact.answer, *asked, *named, *said, *(topic.replace("-", " ") for topic in fact.topics))


def _listed(fact: Fact) -> list[str]:
    return [path_of("facts", fact.id), fact.question, look_of(fact.status).at_a_glance]


def _differences(numbers: list[int]) -> list[int]:
    return [numbers[0], *(later - earlier for earlier, later in pairwise(numbers))]
