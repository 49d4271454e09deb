"""A reply put right: what it shows, and that it fits whatever the fact holds."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.client.rendering.corrections import note_in_words, render_change, render_corrected
from bot.desk.outgoing import Changed
from bot.desk.records import content_of, withdrawal_of
from knowledge.decision.matcher import Matcher
from knowledge.model import Correction, Fact, Position

TODAY = date(2024, 3, 5)
NOW = datetime(2024, 3, 5, tzinfo=UTC)
OLD = "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."
ASKED = "“toll?”"


def toll(town: Matcher) -> Fact:
    fact = town.fact("north-bridge-toll")
    assert fact is not None
    return fact


def changed(fact: Fact, **more: object) -> Changed:
    other = replace(fact, **more)  # type: ignore[arg-type]
    return Changed(old=content_of(fact, NOW), now=content_of(other, NOW), fact=other, on=TODAY)


def fields(town: Matcher, change: Changed) -> dict[str | None, str | None]:
    return {field.name: field.value for field in render_corrected(change, town, ASKED).embed.fields}


def test_another_answer_stands_above_the_one_struck_out(town: Matcher) -> None:
    change = changed(toll(town), answer="It is free.")

    reply = render_corrected(change, town, ASKED)

    assert (reply.embed.description, reply.embed.author.name) == ("It is free.", ASKED)
    assert fields(town, change)["Earlier answer"] == f"~~{OLD}~~"
    assert fields(town, change)["Changed on 5 March 2024"] == "The newsroom has changed this answer."
    assert reply.text.startswith("> toll?\n**How much is the toll on North Bridge?**\nIt is free.")
    assert reply.text.endswith(f"Earlier answer: ~~{OLD}~~")


def test_another_status_is_told_as_such(town: Matcher) -> None:
    change = changed(toll(town), status="disputed")

    assert fields(town, change)["Earlier status"] == "~~Confirmed~~"
    assert note_in_words(change).endswith("above. It is now: Disputed.")


def test_both_changed_both_are_struck_out(town: Matcher) -> None:
    change = changed(toll(town), answer="It is free.", status="disputed")

    assert fields(town, change)["Earlier answer"] == f"~~{OLD}~~\n~~Confirmed~~"


def test_what_the_editors_wrote_of_it_is_shown_and_nothing_else(town: Matcher) -> None:
    change = changed(toll(town), answer="It is free.", corrections=(Correction(TODAY, "It was never 4 dollars."),))

    shown = fields(town, change)

    assert shown["Corrected on 5 March 2024"] == "It was never 4 dollars."
    assert not any(name and name.startswith("Changed") for name in shown)
    assert note_in_words(change).endswith("above. It was never 4 dollars.")


def test_without_a_note_of_the_editors_the_new_answer_is_told(town: Matcher) -> None:
    assert note_in_words(changed(toll(town), answer="It is free.")).endswith("above. It is free.")


def test_whoever_asked_to_be_told_reads_why(town: Matcher) -> None:
    told = render_change(changed(toll(town), answer="It is free."), town)

    assert told.text == "You asked to be told: an answer that you got has been corrected."
    assert told.embed.author.name is None


LONG = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1)


@pytest.mark.parametrize("asked", ["", "“" + "q" * 252 + "”"])
@given(
    answer=LONG.map(lambda text: (text * 1500)[:1500]),
    old=LONG.map(lambda text: (text * 1500)[:1500]),
    notes=st.lists(st.sampled_from(["n" * 600, "short"]), max_size=3),
    positions=st.integers(0, 6),
)
@settings(max_examples=60, deadline=None)
def test_whatever_a_fact_holds_a_correction_fits(  # noqa: PLR0913  what may vary
    town: Matcher, asked: str, answer: str, old: str, notes: list[str], positions: int
) -> None:
    fact = replace(toll(town), question="q" * 500, answer=old, positions=(Position("tom-lind", "s" * 600),) * positions)
    corrections = tuple(Correction(TODAY, note) for note in notes)
    change = changed(fact, answer=answer, status="denied", corrections=corrections)

    reply = render_corrected(change, town, asked)

    assert len(reply.embed) <= 6000
    assert all(0 < len(field.value or "") <= 1024 for field in reply.embed.fields)
    assert len(reply.embed.fields) <= 25
    assert 0 < len(reply.text) <= 2000
    assert len(note_in_words(change)) <= 2000


@pytest.mark.parametrize("asked", ["", "“" + "q" * 252 + "”"])
@given(old=LONG.map(lambda text: (text * 1500)[:1500]), note=LONG.map(lambda text: (text * 1000)[:1000]))
@settings(max_examples=30, deadline=None)
def test_a_withdrawal_fits_and_says_why(town: Matcher, asked: str, old: str, note: str) -> None:
    before = content_of(replace(toll(town), question="q" * 500, answer=old), NOW)
    change = Changed(old=before, now=withdrawal_of(before, note, NOW), fact=None, on=TODAY)

    reply = render_corrected(change, town, asked)

    assert reply.embed.description == "The newsroom no longer stands by this answer."
    assert len(reply.embed) <= 6000
    assert [field.name for field in reply.embed.fields] == ["Withdrawn on 5 March 2024", "Earlier answer"]
    assert all(0 < len(field.value or "") <= 1024 for field in reply.embed.fields)
    assert 0 < len(reply.text) <= 2000
    assert not reply.buttons(embeds=True)
    assert len(note_in_words(change)) <= 2000
    assert render_change(change, town).text.startswith("You asked to be told: the newsroom no longer stands by")
