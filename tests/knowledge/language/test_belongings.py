"""Whose things are in a text."""

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.language.belongings import Belonging

BERG, LIND = "anna-berg", "tom-lind"


@pytest.mark.parametrize(
    ("text", "belongings"),
    [
        ("who is Anna Berg's lawyer", {Belonging("lawyer", BERG)}),
        ("who is the lawyer of Anna Berg", {Belonging("lawyer", BERG)}),
        ("the lawyers of the harbour master", {Belonging("lawyer", LIND)}),
        ("Berg's lawyer and Lind's boat", {Belonging("boat", LIND)}),
        ("Berg's talk with Lind", set()),
        ("Berg's first long talk with Lind", set()),
        ("Berg's lawyer came to the talk with Lind", {Belonging("lawyer", BERG)}),
        ("Anna Berg's", set()),
        ("of Anna Berg", set()),
        ("the lawyer", set()),
    ],
)
def test_a_thing_has_an_owner_unless_two_have_it(town: Matcher, text: str, belongings: set[Belonging]) -> None:
    assert town.read(text).belongings == belongings
