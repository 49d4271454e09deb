"""What editors stored as a wording is answered, whatever else the base says."""

from collections.abc import Callable
from pathlib import Path

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.loading.loader import load

WriteBase = Callable[..., Path]


def test_what_two_facts_share_keeps_no_small_base_from_its_own_wordings(write_base: WriteBase) -> None:
    folder = write_base(
        all="""
        sources:
          - {id: gazette, publisher: Gazette, title: The bridge, published: 2024-03-01}
        facts:
          - id: toll
            question: How much is the toll on the bridge?
            not: [when was the bridge opened]
            answer: Cars pay 4 dollars.
            citations: [{source: gazette}]
          - id: opened
            question: When did the bridge open?
            phrasings: [when was the bridge opened]
            answer: It was opened in 1999.
            citations: [{source: gazette}]
        """
    )

    outcome = Matcher(load(folder)).decide("when was the bridge opened?")

    assert isinstance(outcome, Answer)
    assert outcome.fact.id == "opened"
