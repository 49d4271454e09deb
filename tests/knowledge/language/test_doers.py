"""Who does what, as far as the order of words tells."""

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.language.doers import Deed

BERG, LIND = "anna-berg", "tom-lind"


@pytest.mark.parametrize(
    ("text", "deeds"),
    [
        ("what did Anna Berg ask Tom Lind", {Deed("ask", BERG, LIND)}),
        ("Berg asked the harbour master", {Deed("ask", BERG, LIND)}),
        ("what was Tom Lind asked by the mayor Anna Berg", {Deed("ask", BERG, "")}),
        ("Lind was sacked by Berg", {Deed("sack", BERG, "")}),
        ("did Lind get sacked", set()),
        ("was Lind sacked", set()),
        ("what had Berg promised the council", {Deed("promis", BERG, "")}),
        ("Berg's question to Lind", set()),
        ("Anna Berg", set()),
        ("by Anna Berg", set()),
        ("Berg and Lind", set()),
    ],
)
def test_the_order_tells_who_does_it(town: Matcher, text: str, deeds: set[Deed]) -> None:
    assert town.read(text).deeds == deeds
