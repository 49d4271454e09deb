"""A base with all that a page can show, and one that means harm."""

from datetime import UTC, date, datetime

import pytest

from bot.site.building import Owner
from knowledge.model import (
    Citation,
    Correction,
    Entity,
    Fact,
    FactBase,
    Lesson,
    Office,
    Position,
    Retraction,
    Source,
)
from tests.bot.site.support import Site, built

DAY = date(2024, 3, 1)
BERG = Entity("anna-berg", "Anna Berg", "person", ("the mayor",), (Office("mayor", None, "2020", "2024-05"),))
LIND = Entity("tom-lind", "Tom Lind", "person")
GAZETTE = Source(
    "gazette", "Gazette", "The bridge", "2024-03", ("Ann Ash",), "https://gazette.example/?a=1&b=2", "Reuters"
)
HERALD = Source("herald", "Herald", "Who paid", "2024-02-01", retracted=Retraction(DAY, "its source made it up"))
TOLL = Fact(
    id="toll",
    question="How much is the toll?",
    answer="Cars pay 4 dollars.\nLorries pay 9.",
    citations=(
        Citation(
            "gazette",
            supports="the price",
            via="the council",
            quote="“Four dollars it is,” said the mayor",
            where="paragraph 3",
            archive="https://archive.example/gazette",
            accessed=DAY,
        ),
        Citation("herald"),
    ),
    as_of=DAY,
    status="confirmed",
    phrasings=("what do drivers pay", "wievil kost zollz"),
    not_=("which bank takes it",),
    happened="2024-02/2024-03",
    topics=("bridges", "money"),
    related=("sacking",),
    corrections=(
        Correction(date(2024, 2, 10), "It said 3 dollars."),
        Correction(date(2024, 2, 20), "It said 5 dollars."),
    ),
    review_by=date(2024, 9, 1),
)
SACKING = Fact(
    id="sacking",
    question="Why did Anna Berg dismiss Tom Lind?",
    answer="Over unpaid dues.",
    citations=(Citation("gazette"),),
    as_of=date(2024, 2, 1),
    status="disputed",
    entities=("anna-berg",),
    topics=("bridges",),
    positions=(Position("tom-lind", "he paid every bill", "2024-02-28", "gazette"), Position("the union", "a pretext")),
    publish_at=datetime(2024, 3, 5, 6, 30, tzinfo=UTC),
)
BASE = FactBase(
    (TOLL, SACKING),
    {"gazette": GAZETTE, "herald": HERALD},
    (BERG, LIND),
    version="5ec2e7",
    lessons=(Lesson("toll", "wievil kost zollz", "Ann", DAY),),
)
OWNER = Owner(newsroom="The Gazette", subject="the bridge", contact="desk@gazette.example")


@pytest.fixture(scope="module")
def site() -> Site:
    """Return the site of the base with everything in it."""
    return built(BASE, OWNER)
