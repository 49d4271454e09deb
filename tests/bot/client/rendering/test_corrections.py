"""A reply put right: what it shows, and that it fits whatever the fact holds."""

from dataclasses import replace
from datetime import UTC, date, datetime

import discord
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.client.rendering.corrections import note_in_words, render_change, render_corrected
from bot.client.rendering.embeds import LEAST_DESCRIPTION, corrected_embed, fitted
from bot.desk.outgoing import Changed
from bot.desk.records import content_of, withdrawal_of
from bot.limits import EMBEDS
from knowledge.decision.matcher import Matcher
from knowledge.model import Correction, Fact, FactBase, Position

TODAY = date(2024, 3, 5)
NOW = datetime(2024, 3, 5, tzinfo=UTC)
BASE = FactBase((), {})
OLD = "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."
ASKED = "toll?"


def toll(town: Matcher) -> Fact:
    fact = town.fact("north-bridge-toll")
    assert fact is not None
    return fact


def changed(fact: Fact, **more: object) -> Changed:
    other = replace(fact, **more)  # type: ignore[arg-type]
    return Changed(old=content_of(fact, BASE, NOW), now=content_of(other, BASE, NOW), fact=other, on=TODAY)


def shown(town: Matcher, change: Changed) -> list[str]:
    return render_corrected(change, town, ASKED).public.splitlines()


def test_what_has_changed_stands_on_top_in_a_few_words(town: Matcher) -> None:
    lines = shown(town, changed(toll(town), answer=OLD.replace("4 dollars", "5 dollars")))

    assert lines[:5] == [
        "> toll?",
        "*Changed on 5 March 2024:* “4 dollars” is now “5 dollars”.",
        "**How much is the toll on North Bridge?**",
        "🟢 Confirmed · last checked 1 March 2024",
        OLD.replace("4 dollars", "5 dollars"),
    ]
    assert "~~" not in "\n".join(lines)


def test_an_answer_that_was_rewritten_is_brought_to_mind_by_its_beginning(town: Matcher) -> None:
    old = replace(toll(town), answer=f"{OLD} " * 5)

    above = shown(town, changed(old, answer="It is free."))[1]

    assert above.startswith("*Changed on 5 March 2024:* The newsroom has rewritten this answer. It said: ~~Cars pay 4")
    assert len(above) < 240


def test_another_status_is_told_as_such(town: Matcher) -> None:
    change = changed(toll(town), status="disputed")

    lines = shown(town, change)

    assert lines[1:3] == [
        "*Changed on 5 March 2024:* The newsroom has changed the status of this answer.",
        "Status: ~~Confirmed~~ → Disputed",
    ]
    assert lines[4] == "🟣 Disputed · last checked 1 March 2024"
    assert note_in_words(change).endswith("above. It is now: Disputed.")


def test_both_changed_both_are_told(town: Matcher) -> None:
    change = changed(toll(town), answer=OLD.replace("4 dollars", "5 dollars"), status="disputed")

    assert shown(town, change)[1:3] == [
        "*Changed on 5 March 2024:* “4 dollars” is now “5 dollars”.",
        "Status: ~~Confirmed~~ → Disputed",
    ]


def test_what_the_editors_wrote_of_it_is_shown_on_top_and_only_there(town: Matcher) -> None:
    earlier = replace(toll(town), corrections=(Correction(date(2024, 3, 2), "The day was wrong."),))
    both = (*earlier.corrections, Correction(TODAY, "It was never 4 dollars."))
    change = changed(earlier, answer="It is free.", corrections=both)

    lines = shown(town, change)

    assert lines[1] == "*Corrected on 5 March 2024:* It was never 4 dollars."
    assert lines[5] == "*Corrected on 2 March 2024:* The day was wrong."
    assert not any(line.startswith("*Changed") for line in lines)
    assert note_in_words(change).endswith("above. It was never 4 dollars.")


def test_an_answer_that_was_withdrawn_and_is_back_says_so(town: Matcher) -> None:
    fact = toll(town)
    gone = withdrawal_of(content_of(fact, BASE, NOW), "We mixed up two bridges.", NOW)

    lines = shown(town, Changed(old=gone, now=content_of(fact, BASE, NOW), fact=fact, on=TODAY))

    assert lines[1] == "*Changed on 5 March 2024:* The newsroom stands by this answer again."


def test_without_a_note_of_the_editors_the_new_answer_is_told(town: Matcher) -> None:
    assert note_in_words(changed(toll(town), answer="It is free.")).endswith("above. It is free.")


def test_whoever_asked_to_be_told_reads_first_what_has_changed(town: Matcher) -> None:
    told = render_change(changed(toll(town), answer=OLD.replace("4 dollars", "5 dollars")), town)

    head = "*Changed on 5 March 2024:* “4 dollars” is now “5 dollars”.\n**How much is the toll on North Bridge?**\n"
    assert told.direct.startswith(head)
    assert told.direct.endswith("\n-# You asked to be told: an answer that you got has been corrected.")


def check_embeds(change: Changed, town: Matcher, asked: str) -> None:
    """Hold the limits of Discord's against a message of three embeds of old, one of which is put right."""
    old = discord.Embed(title="t" * 256, description="d" * 1900)
    old.set_author(name=f"“{asked}”").add_field(name="Status", value="s" * 60)
    for _ in range(3):
        old.add_field(name="n" * 256, value="v" * 280)
    new = corrected_embed(change, town, old, EMBEDS // 3)
    assert (new.description or "").startswith(("*Changed on ", "*Corrected on ", "⚫ "))
    embeds = fitted([new, old, old.copy()])
    assert sum(map(len, embeds)) <= EMBEDS
    assert all(len(embed.description or "") >= LEAST_DESCRIPTION for embed in embeds)


LONG = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1)


@pytest.mark.parametrize("asked", ["", "q" * 250])
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

    assert 0 < len(reply.public) <= 2000
    assert 0 < len(render_change(change, town).direct) <= 2000
    first = 1 if asked else 0
    assert reply.public.splitlines()[first].startswith(("*Changed on ", "*Corrected on "))
    assert "Status: ~~Confirmed~~ → A denial, not confirmed\n" in reply.public
    assert len(note_in_words(change)) <= 2000
    check_embeds(change, town, asked)


@pytest.mark.parametrize("asked", ["", "q" * 250])
@given(old=LONG.map(lambda text: (text * 1500)[:1500]), note=LONG.map(lambda text: (text * 1000)[:1000]))
@settings(max_examples=30, deadline=None)
def test_a_withdrawal_fits_and_says_why(town: Matcher, asked: str, old: str, note: str) -> None:
    before = content_of(replace(toll(town), question="q" * 500, answer=old), BASE, NOW)
    change = Changed(old=before, now=withdrawal_of(before, note, NOW), fact=None, on=TODAY)

    reply = render_corrected(change, town, asked)

    head = "⚫ The newsroom no longer stands by this answer.\n*Withdrawn on 5 March 2024:* "
    assert reply.public.removeprefix(f"> {asked}\n").startswith(head)
    assert "\nIt said: ~~" in reply.public
    assert 0 < len(reply.public) <= 2000
    assert not reply.buttons
    assert len(note_in_words(change)) <= 2000
    assert "You asked to be told: the newsroom no longer stands by" in render_change(change, town).direct
    check_embeds(change, town, asked)


def test_what_was_put_right_leads_to_the_page_of_its_fact(town: Matcher) -> None:
    change = changed(toll(town), answer=OLD.replace("4 dollars", "5 dollars"))
    link = "(<https://facts.example/facts/north-bridge-toll.html>)"

    assert link in render_corrected(change, town, ASKED, "https://facts.example/").text
    assert link in render_change(change, town, "https://facts.example/").text
