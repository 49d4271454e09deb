"""What a question has and a fact lacks: names, numbers, dates and roles refuse it, all else is weighed."""

import pytest

from knowledge.decision.matcher import Matcher
from knowledge.decision.outcomes import Answer
from knowledge.model import Entity, Fact
from knowledge.reading.blocks import Block, BlockKind
from tests.knowledge.reading.support import ENTITIES, fact, reading

# As low as an editor may go: what keeps such a question from being answered is the guard, not the threshold.
PRECISION = 0.0
TOLL, FERRY, LIND = "north-bridge-toll", "ferry-first-trip", "mayor-dismissed-lind"


@pytest.mark.parametrize(
    ("question", "fact", "block"),
    [
        pytest.param("Why did Anna Berg dismiss Kowalski?", LIND, Block("unknown name", "kowalski"), id="unknown-name"),
        pytest.param("How much is the toll on East Bridge?", TOLL, Block("unknown name", "east"), id="unknown-place"),
        pytest.param("How much is the toll on South Bridge?", TOLL, Block("name", "South Bridge"), id="other-place"),
        pytest.param("is there a fee on the southern bridge", TOLL, Block("name", "South Bridge"), id="other-alias"),
        pytest.param("Is the toll on North Bridge 7 dollars?", TOLL, Block("number", "7"), id="other-number"),
        pytest.param("is the north bridge toll seven dollars", TOLL, Block("number", "7"), id="other-number-word"),
        pytest.param("how much is the 45k toll on north bridge", TOLL, Block("number", "45000"), id="other-thousands"),
        pytest.param("How much was the toll on North Bridge in 2019?", TOLL, Block("date", "2019"), id="other-year"),
        pytest.param("How much is the north bridge toll in july", TOLL, Block("date", "July"), id="other-month"),
        pytest.param("north bridge toll on sunday", TOLL, Block("date", "Sunday"), id="other-weekday"),
        pytest.param("When did the ferry make its trip in june", FERRY, Block("date", "June"), id="month-it-lacks"),
    ],
)
def test_near_miss_is_never_answered(town: Matcher, question: str, fact: str, block: Block) -> None:
    outcome = town.decide(question, precision=PRECISION)

    blocks = {candidate.fact.id: candidate.block for candidate in town.candidates(question)}
    assert not isinstance(outcome, Answer) or outcome.fact.id != fact or outcome.premise == block
    assert blocks[fact] == block


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        pytest.param("Why did Tom Lind dismiss Anna Berg?", "roles", id="roles-swapped"),
        pytest.param("Why was Anna Berg dismissed by Tom Lind?", "roles", id="roles-swapped-in-the-passive"),
        pytest.param("When in May 2024 did the ferry make its first trip?", "date", id="other-year-of-the-month"),
        pytest.param("How much is the toll on North Bridge in July?", "date", id="month-in-capitals"),
        pytest.param("When did the ferry make its 2nd trip?", "number", id="other-ordinal"),
    ],
)
def test_near_miss_is_blocked_for_what_it_is(town: Matcher, question: str, kind: BlockKind) -> None:
    best = town.candidates(question)[0]

    assert best.block is not None
    assert best.block.kind == kind


def test_an_unknown_name_in_lower_case_where_any_word_may_stand_is_weighed(town: Matcher) -> None:
    assert not isinstance(town.decide("why did berg dismiss kowalski"), Answer)


@pytest.mark.parametrize(
    ("question", "fact"),
    [
        pytest.param("how mcuh is teh toll on north brigde", TOLL, id="typos"),
        pytest.param("good morning! could you tell me the toll on North Bridge? thanks", TOLL, id="manners"),
        pytest.param("<@123> **how much** is the toll on __North Bridge__ <:car:45>", TOLL, id="markup"),
        pytest.param("HOW MUCH IS THE TOLL ON NORTH BRIDGE", TOLL, id="shouted"),
        pytest.param("how much is the charge on the northern bridge", TOLL, id="synonym-and-alias"),
        pytest.param("is the toll on North Bridge 4 dollars", TOLL, id="its-own-number"),
        pytest.param("how much is the toll on north bridge in march", TOLL, id="its-own-date"),
        pytest.param("why did the mayor fire the harbour master", LIND, id="roles-instead-of-names"),
        pytest.param("why was lind sacked by mayor berg", LIND, id="passive"),
        pytest.param("didn't Anna Berg dismiss Tom Lind", LIND, id="leading-didnt"),
    ],
)
def test_an_honest_rewording_ranks_first_and_nothing_blocks_it(town: Matcher, question: str, fact: str) -> None:
    best = town.candidates(question)[0]

    assert best.fact.id == fact
    assert best.block is None


CHAIR = fact("Who chaired the council under Anna Berg?", "who led it in Northfield", answer="Tom Lind did in 2019.")
TOLLS = fact("What is the toll?", "the price", answer="It costs 4 dollars since May 2021.", happened="2021-05-17")
STORM = fact("Why did the ferry not sail?", "what kept the ferry from sailing", answer="A storm.")
ACT = fact("When did the Port Council pass the Harbour Act?", answer="Last year.")


@pytest.mark.parametrize(
    ("stored", "question", "block"),
    [
        pytest.param(TOLLS, "what is the toll for Kowalski", Block("unknown name", "kowalski"), id="stranger"),
        pytest.param(TOLLS, "what is the toll for Anna Berg", None, id="person-in-a-fact-of-none"),
        pytest.param(TOLLS, "what is the toll in Northfield", None, id="place-of-its-source"),
        pytest.param(TOLLS, "what is the toll in Southport", None, id="place-in-a-fact-of-none"),
        pytest.param(CHAIR, "did Anna Berg chair it", None, id="its-own-person"),
        pytest.param(CHAIR, "did Tom Lind chair the council", None, id="person-of-the-answer"),
        pytest.param(CHAIR, "did Rosa Novak chair the council", Block("name", "Rosa Novak"), id="another-person"),
        pytest.param(ACT, "when did the Port Council pass it in Northfield", None, id="thing-of-another-kind"),
        pytest.param(TOLLS, "is the toll 4 dollars", None, id="number-of-the-answer"),
        pytest.param(TOLLS, "is the toll 5 dollars", Block("number", "5"), id="day-of-its-source-is-no-count"),
        pytest.param(TOLLS, "is the toll 6 dollars", Block("number", "6"), id="number-it-lacks"),
        pytest.param(TOLLS, "is the toll of may 21", Block("date", "21 May"), id="another-day"),
        pytest.param(TOLLS, "the toll of may 17", None, id="day-it-happened"),
        pytest.param(TOLLS, "the toll in 2021 or 2024", None, id="its-years"),
        pytest.param(TOLLS, "the toll in 2020", Block("date", "2020"), id="year-it-lacks"),
        pytest.param(TOLLS, "the toll in march or in may", None, id="its-months"),
        pytest.param(TOLLS, "the toll of december", Block("date", "December"), id="month-it-lacks"),
        pytest.param(TOLLS, "the toll in march 2021", Block("date", "March 2021"), id="its-month-of-another-year"),
        pytest.param(TOLLS, "the toll in spring 2021", None, id="season-it-happened"),
        pytest.param(TOLLS, "the toll last spring", None, id="a-spring"),
        pytest.param(TOLLS, "the toll in summer 2021", Block("date", "summer 2021"), id="season-it-lacks"),
        pytest.param(TOLLS, "the toll in spring 2022", Block("date", "2022"), id="its-season-of-another-year"),
        pytest.param(fact("What is the summer toll, in summer?"), "the toll in summer", None, id="season-of-its-own"),
        pytest.param(TOLLS, "the toll in winter", Block("date", "winter"), id="season-it-lacks-of-any-year"),
        pytest.param(TOLLS, "the toll on monday", None, id="weekday-it-happened"),
        pytest.param(TOLLS, "the toll on friday", Block("date", "Friday"), id="weekday-it-lacks"),
    ],
)
def test_each_rule_on_its_own(stored: Fact, question: str, block: Block | None) -> None:
    assert reading(stored).block(question) == block


@pytest.mark.parametrize(
    ("stored", "question"),
    [
        pytest.param(STORM, "why did the ferry sail", id="negation-it-lacks"),
        pytest.param(fact("Did the pier open?"), "did the pier close", id="opposite"),
        pytest.param(TOLLS, "why is the toll", id="why"),
        pytest.param(TOLLS, "who sets the toll", id="who-without-persons"),
        pytest.param(TOLLS, "how heavy is the toll", id="measure"),
    ],
)
def test_what_is_weighed_blocks_nothing_by_itself(stored: Fact, question: str) -> None:
    assert reading(stored).block(question) is None


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("when did Tom Lind resign", None, id="who-did-it"),
        pytest.param("when did Anna Berg resign", Block("roles", ""), id="who-asked-for-it"),
        pytest.param("did Anna Berg ask Tom Lind to go", None, id="what-she-did"),
        pytest.param("when did Anna Berg speak", None, id="a-verb-that-no-wording-has"),
    ],
)
def test_who_is_the_subject_of_another_verb_did_not_do_it(question: str, block: Block | None) -> None:
    stored = fact("When did Tom Lind resign?", "did Anna Berg ask Tom Lind to go", answer="Tom Lind left in May.")

    assert reading(stored).block(question) == block


def test_what_is_somebody_s_is_not_they_themselves() -> None:
    stored = fact("Was Anna Berg warned of the leak?", "what did Tom Lind's letter tell Anna Berg")

    assert reading(stored).block("did Anna Berg admit that she was warned") is None


POOLS = (
    Entity("alder-baths", "Alder Baths", "place"),
    Entity("corran-club", "Corran Club", "organisation"),
    Entity("keld-sons", "Keld & Sons", "organisation"),
)


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("When did Alder Baths close?", None, id="the-same"),
        pytest.param("When did Corran Club close?", Block("name", "Corran Club"), id="one-that-the-fact-lacks"),
        pytest.param("When did Keld & Sons close?", Block("roles", ""), id="one-of-which-only-the-answer-tells"),
        pytest.param("When did Corran Club close Alder Baths?", None, id="the-same-beside-another"),
    ],
)
def test_what_is_told_of_one_thing_is_not_told_of_another_whatever_their_kinds(
    question: str, block: Block | None
) -> None:
    stored = fact("When did Alder Baths close?", answer="In May, as Keld & Sons found rust.")

    assert reading(stored, entities=POOLS).block(question) == block


def test_names_that_editors_add_are_carried() -> None:
    stored = fact("What is the toll?", entities=("rosa-novak",))

    assert reading(stored).block("what is the toll for Rosa Novak") is None


SUIT = fact("Why did Anna Berg sue Tom Lind?", "what was Tom Lind sued for by Anna Berg")


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("why did Anna Berg sue Tom Lind", None, id="as-it-was"),
        pytest.param("why was Tom Lind sued by Anna Berg", None, id="in-the-passive"),
        pytest.param("why did Tom Lind sue Anna Berg", Block("roles", ""), id="turned-round"),
        pytest.param("why was Anna Berg sued by Tom Lind", Block("roles", ""), id="turned-round-in-the-passive"),
        pytest.param("why did Tom Lind and Anna Berg sue", None, id="together"),
        pytest.param("why did Anna Berg sue", None, id="one-alone"),
    ],
)
def test_who_does_it_to_whom_counts(question: str, block: Block | None) -> None:
    assert reading(SUIT).block(question) == block


REPLY = fact("How did Anna Berg reply to Tom Lind?", answer="Asked by Tom Lind about the dues, Anna Berg said nothing.")


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("how did Anna Berg answer Tom Lind", None, id="what-nobody-else-does"),
        pytest.param("what did Anna Berg ask Tom Lind", Block("roles", ""), id="what-the-other-does"),
        pytest.param("what did Anna Berg ask about the dues of Tom Lind", None, id="not-done-to-the-other"),
    ],
)
def test_who_does_it_counts_verb_by_verb(question: str, block: Block | None) -> None:
    assert reading(REPLY).block(question) == block


COUNSEL = fact("Who is the lawyer of Tom Lind?", answer="Anna Berg, who knew Tom Lind's lawyer, Rosa Novak.")


@pytest.mark.parametrize(
    ("question", "block"),
    [
        pytest.param("who is Tom Lind's lawyer", None, id="the-owner"),
        pytest.param("who is Anna Berg's lawyer", Block("roles", ""), id="another-in-the-fact"),
        pytest.param("what is Anna Berg's boat", None, id="a-thing-that-is-nobody's"),
        pytest.param("who is the Port Council's lawyer", None, id="an-owner-of-another-kind"),
    ],
)
def test_whose_a_thing_is_counts(question: str, block: Block | None) -> None:
    assert reading(COUNSEL).block(question) == block


def test_of_three_people_the_order_tells_nothing() -> None:
    stored = fact("What did Anna Berg tell Tom Lind after Rosa Novak left?")

    assert reading(stored).block("after Rosa Novak left, what had Tom Lind heard from Anna Berg") is None


def test_a_former_mayor_is_no_stranger_to_a_base_without_offices() -> None:
    # Offices are an entity's own matter; where the base knows none, the words of a title are weighed like any others.
    stored = fact("Why did the former mayor leave?", answer="A storm.")

    assert reading(stored, entities=(Entity("tom-lind", "Tom Lind", "person"),)).block("did the mayor leave") is None


def test_the_tables_name_what_they_use() -> None:
    assert {"person", "place", "organisation", "law"} <= {entity.kind for entity in ENTITIES}
