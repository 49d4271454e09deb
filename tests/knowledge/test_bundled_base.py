import subprocess
import sys
from pathlib import Path

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.loading.files import bundled_folder
from knowledge.model import FactBase
from knowledge.service.opening import open_matcher

FRESH_IMPORT = """
import importlib, pkgutil, sys
opened = []
sys.addaudithook(lambda event, args: opened.append(str(args[0])) if event == "open" else None)
import knowledge
for module in pkgutil.walk_packages(knowledge.__path__, "knowledge."):
    importlib.import_module(module.name)
print("discord" in sys.modules, "bot" in sys.modules)
print([name for name in opened if name.endswith((".yaml", ".yml", ".txt", ".safetensors")) and "knowledge" in name])
"""


@pytest.fixture(scope="module")
def matcher(kept_matchers: Path) -> Matcher:
    return open_matcher(bundled_folder(), kept_matchers)


@pytest.fixture(scope="module")
def base(matcher: Matcher) -> FactBase:
    return matcher.base


def test_knowledge_needs_neither_discord_nor_the_bot_and_importing_it_reads_no_base() -> None:
    command = [sys.executable, "-c", FRESH_IMPORT]

    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603  our own interpreter

    assert done.stdout.splitlines() == ["False False", "[]"]


def test_every_shipped_answer_keeps_to_the_limit(base: FactBase) -> None:
    assert [fact.id for fact in base.facts if not 0 < len(fact.answer) <= 1500] == []


def test_every_shipped_address_is_a_web_address(base: FactBase) -> None:
    addresses = [source.url for source in base.sources.values() if source.url]

    assert addresses
    assert [url for url in addresses if not url.startswith(("https://", "http://"))] == []


def test_every_shipped_fact_is_cited_and_no_source_is_idle(base: FactBase) -> None:
    cited = {citation.source for fact in base.facts for citation in fact.citations}

    assert all(fact.citations for fact in base.facts)
    assert cited <= set(base.sources)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("what day was mueller named special counsel", "mueller-appointment", id="mueller"),
        pytest.param("hey who's sean spicer again?", "spicer-identity", id="spicer"),
        pytest.param("how much money did flynn get from rt for his speech", "rt-payment", id="rt-fee"),
        pytest.param("why'd trump fire flynn", "flynn-firing-reason", id="firing"),
        pytest.param("what crime did flynn admit to", "flynn-guilty-plea", id="plea"),
        pytest.param(
            "how many undisclosed contacts were there according to reuters", "undisclosed-contacts-count", id="contacts"
        ),
        pytest.param("how old is that logan act law", "logan-act-age", id="logan-age"),
        pytest.param("has anybody ever been convicted under the logan act", "logan-act-prosecutions", id="logan-cases"),
        pytest.param("who sat next to flynn at the gala in moscow", "rt-gala-putin", id="gala"),
        pytest.param("what did the kremlin say about flynn discussing sanctions", "peskov-denial", id="kremlin"),
        pytest.param("whats flynns army rank lol", "flynn-army-rank", id="rank"),
        pytest.param(
            "who wrote the mother jones article about the grand bargain",
            "report-mother-jones-2018-authors",
            id="authors",
        ),
    ],
)
def test_own_words_find_the_shipped_fact(matcher: Matcher, question: str, fact: str) -> None:
    best = matcher.candidates(question)[0]

    assert best.fact.id == fact
    assert best.block is None


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("How much did RT pay Manafort?", id="other-person"),
        pytest.param("How much did RT pay Flynn in 2019?", id="other-year"),
        pytest.param("When was Robert Mueller fired as special counsel?", id="opposite"),
        pytest.param("What did Pence plead guilty to?", id="other-person-pleads"),
        pytest.param("How many times did Jeff Sessions meet Putin?", id="other-counterpart"),
        pytest.param("What did Flynn not plead guilty to?", id="negation"),
        pytest.param("How tall is Michael Flynn?", id="measure"),
        pytest.param("What is the Magnitsky Act?", id="unknown-name"),
        pytest.param("Where was Robert Mueller born?", id="question-word"),
        pytest.param("Who is Hillary Clinton's husband?", id="relative"),
        pytest.param("What did Pence ask Dickerson on Face the Nation?", id="asker-and-asked"),
        pytest.param("did trump lie to the fbi", id="other-liar"),
        pytest.param("Did Kislyak lie to the FBI?", id="counterpart-as-liar"),
        pytest.param("was trump fired", id="who-fired-as-fired"),
        pytest.param("did kislyak fire flynn", id="other-agent"),
        pytest.param("Did Trump pay Flynn?", id="other-payer"),
    ],
)
def test_near_miss_of_a_shipped_fact_is_never_answered(matcher: Matcher, question: str) -> None:
    assert not isinstance(matcher.decide(question), Answer)


def test_no_fact_steps_in_for_one_that_was_meant_and_refused(matcher: Matcher) -> None:
    assert not isinstance(matcher.decide("did Flynn lie to Robert Mueller"), Answer)


def test_no_near_miss_of_one_fact_is_answered_by_another(matcher: Matcher) -> None:
    lines = [line for fact in matcher.base.facts for line in fact.not_]

    assert [line for line in lines if isinstance(matcher.decide(line), Answer)] == []


def test_every_shipped_wording_finds_its_own_fact(matcher: Matcher) -> None:
    found = ((fact.id, text, matcher.decide(text)) for fact in matcher.base.facts for text in fact.wordings)

    assert [(name, text) for name, text, out in found if not isinstance(out, Answer) or out.fact.id != name] == []
