"""What everybody may know of a base: without hidden facts and all that only they use; its version tells of neither."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from knowledge.model import Citation, Entity, Fact, FactBase, Lesson, Location, Office, Position, Source
from knowledge.visibility import hidden_as, next_change, visible

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=5)
GAZETTE, HERALD = (Source(name, name.title(), "Tolls", "2024") for name in ("gazette", "herald"))
BERG = Entity("anna-berg", "Anna Berg", "person", ("Berg", "the mayor"))
HOLM = Entity("eva-holm", "Eva Holm", "person", (), (Office("harbour master", "southport"),))
SOUTHPORT = Entity("southport", "Southport", "place")
UNUSED = Entity("west-end", "West End", "place")
SHOWN = Fact(
    "toll", "How much is the toll?", "Anna Berg set it at 4 dollars.", (Citation("gazette"),), date(2024, 3, 1)
)
SECRET = Fact("harbour", "Who runs the harbour?", "Eva Holm will.", (Citation("herald"),), date(2024, 3, 1))


def base_of(*facts: Fact, **fields: object) -> FactBase:
    made = FactBase(
        facts=facts,
        sources={one.id: one for one in (GAZETTE, HERALD)},
        entities=(BERG, HOLM, SOUTHPORT, UNUSED),
        version="of-files",
    )
    return replace(made, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({}, None),
        ({"publish_at": NOW}, None),
        ({"publish_at": NOW + timedelta(seconds=1)}, "embargo"),
        ({"draft": True, "publish_at": LATER, "audience": "staff"}, "draft"),
        ({"audience": "staff", "publish_at": NOW - timedelta(days=1)}, "staff"),
    ],
)
def test_a_fact_is_hidden_before_its_hour_as_a_draft_and_where_it_is_for_the_staff(
    fields: dict[str, object], why: str | None
) -> None:
    fact = replace(SECRET, **fields)  # type: ignore[arg-type]
    assert hidden_as(fact, NOW) == why
    assert (fact in visible(base_of(SHOWN, fact), NOW).facts) is (why is None)


def test_a_base_with_nothing_hidden_is_left_as_it_is() -> None:
    base = base_of(SHOWN, replace(SECRET, publish_at=NOW))
    assert visible(base, NOW) is base


def test_what_only_hidden_facts_use_goes_with_them_and_what_none_uses_stays() -> None:
    shown = replace(SHOWN, related=("harbour", "toll-2"))
    base = base_of(
        shown,
        replace(SECRET, draft=True),
        locations={"toll": Location("a.yaml", 1), "harbour": Location("a.yaml", 9)},
        lessons=(Lesson("harbour", "harbour boss", "eva", date(2024, 3, 1)),),
        synonyms=(("harbour", "port"), ("toll", "fee"), ("quay", "pier")),
    )
    left = visible(base, NOW)
    assert left.facts == (replace(shown, related=("toll-2",)),)
    assert [*left.sources] == ["gazette"]
    # Southport is only whom the harbour master served.
    assert left.entities == (BERG, UNUSED)
    assert left.synonyms == (("toll", "fee"), ("quay", "pier"))
    assert [*left.locations] == ["toll"]
    assert not left.lessons


@pytest.mark.parametrize(
    "fields",
    [
        {"entities": ("eva-holm",)},
        {"positions": (Position("eva-holm", "no"),)},
        {"positions": (Position("Eva Holm", "no"),)},
        {"answer": "Eva Holm pays it."},
        {"answer": "Nobody knows what Holm pays."},
        {"not_": ("What does Eva Holm pay?",)},
    ],
)
def test_whom_a_fact_in_the_open_names_stays_with_the_offices(fields: dict[str, object]) -> None:
    shown = replace(SHOWN, **fields)  # type: ignore[arg-type]
    assert HOLM in visible(base_of(shown, replace(SECRET, draft=True)), NOW).entities


@pytest.mark.parametrize("answer", ["Karl Holm pays it.", "The harbour master pays it."])
def test_a_namesake_or_an_office_keeps_nobody_in_the_open(answer: str) -> None:
    left = visible(base_of(replace(SHOWN, answer=answer), replace(SECRET, draft=True)), NOW)
    assert HOLM not in left.entities


def test_an_office_goes_with_whom_it_served() -> None:
    berg = replace(BERG, offices=(Office("harbour master", "southport"), Office("mayor")))
    secret = replace(SECRET, answer="Southport has a harbour.", draft=True)
    left = visible(base_of(SHOWN, secret, entities=(berg, SOUTHPORT)), NOW)
    assert left.entities == (replace(berg, offices=(Office("mayor"),)),)


def test_the_version_depends_on_nothing_that_is_hidden() -> None:
    hidden = replace(SECRET, draft=True)
    before = visible(base_of(SHOWN, hidden, version="one"), NOW).version
    assert visible(base_of(replace(hidden, answer="Eva Holm won't."), SHOWN, version="two"), NOW).version == before
    assert visible(base_of(replace(SHOWN, answer="5 dollars."), hidden), NOW).version != before
    assert before not in ("one", "of-files")


def test_the_next_hour_is_that_of_a_fact_which_appears_by_itself() -> None:
    facts = (
        replace(SHOWN, publish_at=NOW),
        replace(SECRET, id="draft", publish_at=NOW + timedelta(hours=1), draft=True),
        replace(SECRET, id="staff", publish_at=NOW + timedelta(hours=1), audience="staff"),
        replace(SECRET, id="late", publish_at=LATER),
        replace(SECRET, id="soon", publish_at=NOW + timedelta(hours=2)),
    )
    base = base_of(*facts)
    assert next_change(base, NOW) == NOW + timedelta(hours=2)
    assert next_change(base, NOW + timedelta(hours=2)) == LATER
    assert next_change(base, LATER) is None
