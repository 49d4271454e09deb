"""Nothing that readers are told differs between a base with hidden facts and the base without them."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.language.encoder import encoder_named
from knowledge.model import FactBase
from knowledge.retrieval.vector_store import VectorStore
from knowledge.visibility import visible
from tests.embargo import NOW, difference_of, open_to_all, pair_of

# Of ten thousand ``python -m tests.embargo 10000`` compares every reply; here the bases are compared in all their
# parts, and of a few every reply too.
COMPARED, ASKED = 200, 8


@pytest.fixture(scope="module")
def store() -> VectorStore:
    return VectorStore(encoder_named("none"))


def test_what_everybody_may_know_is_the_base_without_hidden_facts() -> None:
    for seed in range(COMPARED):
        pair = pair_of(seed)
        shown = open_to_all(pair.with_hidden)
        assert shown == replace(pair.without, version=shown.version), seed
        assert [*shown.sources] == [*pair.without.sources]


def test_the_version_is_the_same_whatever_is_hidden() -> None:
    for seed in range(COMPARED):
        pair = pair_of(seed)
        facts = [
            replace(fact, as_of=date(2020, 1, 1), status="disputed", draft=True)
            if fact.id.startswith("closed")
            else fact
            for fact in pair.with_hidden.facts
        ]
        others = replace(pair.with_hidden, facts=tuple(facts), version="other files")
        assert visible(others, NOW).version == open_to_all(pair.with_hidden).version, seed


@pytest.mark.parametrize("seed", range(ASKED))
def test_readers_are_told_the_same_to_the_byte(seed: int, store: VectorStore) -> None:
    assert difference_of(pair_of(seed), store) == ""


@pytest.mark.parametrize(
    "leak",
    [
        pytest.param({"entities"}, id="names"),
        pytest.param({"sources"}, id="sources"),
        pytest.param({"synonyms"}, id="synonyms"),
        pytest.param({"facts", "sources"}, id="facts"),
    ],
)
def test_a_leak_is_found(leak: set[str], store: VectorStore) -> None:
    def leaky(base: FactBase) -> FactBase:
        shown = open_to_all(base)
        return replace(shown, **{name: getattr(base, name) for name in leak})

    assert any(difference_of(pair_of(seed), store, leaky) for seed in range(5))
