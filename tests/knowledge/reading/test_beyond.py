"""What lies beyond a fact: what is not so, its present, all of a kind, a thing that it does not tell."""

import pytest

from knowledge.model import Fact
from knowledge.reading.blocks import Block
from tests.knowledge.reading.support import fact, reading

STORM = fact("Why did the ferry not sail?", "what kept the ferry from sailing", answer="A storm.")
FIRST = fact("When did the ferry make its first trip?", answer="In 2021.")
OUGHT = fact("Should the ferry sail?", answer="Yes, says the harbour master.")
NOW = fact("Does the ferry still run?", answer="It does today.")
OTHERS = fact("Which other guests took the ferry?", answer="Tom Lind did.")
BESIDE = fact("Who took the ferry?", answer="Tom Lind did, on his other boat.")
ELSE = fact("Who else took the ferry?", answer="Nobody else did.")
HEAD = fact("Who is the head of the harbour office?", answer="A. Moss, since 2021.")
HEADS = fact("Who heads the harbour office?", answer="A. Moss, since 2021.")
LINE = fact("How can one reach the ferry?", answer="By calling 0461 220 15 7.")
KIND = fact("What is a ferry?", answer="A boat that goes to and fro.")
STRIKE = fact("When did the strike end?", answer="On 17 October, after 39 days.")
SALE = fact("Who sold the boathouse?", answer="A. Moss sold it to the rowing club.")
PETITION = fact("How many signatures does the petition have?", answer="It has 3,480, of which 12 were checked.")
BAN = fact("When is it forbidden to fell trees?", answer="From March to August.")
REFUSED = fact("Which dues did A. Moss refuse to pay?", answer="Those of May.")
SPAN = fact("Was the ferry late?", answer="It came two hours behind its timetable.")
LINE_N8 = fact("When did the strike on line N8 begin?", answer="It began on 19 January 2026.")
MERGED = fact("Where are ferries built since the yards were merged?", answer="All in Southport.")
PLURAL = fact("Which ferries left the harbour?", answer="All three left it in 2021.")


@pytest.mark.parametrize(
    ("stored", "question", "block"),
    [
        pytest.param(FIRST, "when did the ferry make its third trip", Block("number", "third"), id="other-ordinal"),
        pytest.param(FIRST, "when did the ferry make its first trip", None, id="its-own-ordinal"),
        pytest.param(LINE_N8, "when did the strike on N7 begin", Block("name", "N7"), id="another-of-a-series"),
        pytest.param(LINE_N8, "when did the strike on N8 begin", None, id="its-own-of-a-series"),
        pytest.param(LINE_N8, "where was the MP3 of the strike on N8", None, id="of-no-series-that-it-has"),
        pytest.param(FIRST, "when did the N7 ferry make its first trip", None, id="a-code-beside-none"),
        pytest.param(FIRST, "is the ferry running today", Block("date", "today"), id="the-present"),
        pytest.param(NOW, "is the ferry running today", None, id="the-present-that-it-tells"),
        pytest.param(HEAD, "who heads the harbour office now", None, id="the-present-of-its-day"),
        pytest.param(PLURAL, "which ferries are in the harbour now", Block("date", "now"), id="a-plural-is-no-present"),
        pytest.param(HEADS, "whos running the harbour office these days", None, id="the-present-in-its-verb"),
        pytest.param(MERGED, "where are ferries built now", None, id="the-present-beside-a-past"),
        pytest.param(FIRST, "which ferry did not make its trip", Block("negation", ""), id="what-is-not-so"),
        pytest.param(FIRST, "when did the ferry that has no funnel make its trip", None, id="a-not-in-passing"),
        pytest.param(FIRST, "what happens if it does not make its trip", None, id="a-not-of-a-condition"),
        pytest.param(FIRST, "I never heard when the ferry made its trip", None, id="what-the-asker-does-not-know"),
        pytest.param(FIRST, "I was away for 3 weeks, when did the ferry sail", None, id="a-number-of-the-asker-s"),
        pytest.param(PETITION, "how many of the signatures were forged", Block("lacking", "count"), id="a-part-of-it"),
        pytest.param(PETITION, "how many of the signatures were checked", None, id="a-part-that-it-tells"),
        pytest.param(PETITION, "how many of the signatures were inspected", None, id="a-part-in-other-words"),
        pytest.param(PETITION, "how many of the signatures are there", None, id="all-of-it"),
        pytest.param(BAN, "when are they not allowed to fell trees", None, id="not-the-opposite"),
        pytest.param(BAN, "when are they allowed to fell trees", Block("opposite", "allowed"), id="opposite-of-a-ban"),
        pytest.param(REFUSED, "which dues did he not want to pay", None, id="a-not-that-a-verb-has"),
        pytest.param(SPAN, "how late did the ferry come", None, id="a-time-told-as-a-span"),
        pytest.param(FIRST, "phone number of the ferry", Block("lacking", "phone number"), id="no-phone-number"),
        pytest.param(LINE, "phone number of the ferry", None, id="a-phone-number"),
        pytest.param(FIRST, "who else took the ferry", Block("question word", "else"), id="who-else"),
        pytest.param(ELSE, "who else took the ferry", None, id="else-that-it-asks"),
        pytest.param(OTHERS, "who else took the ferry", None, id="others-that-it-asks"),
        pytest.param(BESIDE, "who else took the ferry", Block("question word", "else"), id="others-only-in-its-answer"),
        pytest.param(FIRST, "what is a ferry", Block("question word", "in general"), id="a-definition"),
        pytest.param(FIRST, "how do ferries work", Block("question word", "in general"), id="how-all-of-them-work"),
        pytest.param(FIRST, "why did the ferry sail first", Block("lacking", "why"), id="no-reason"),
        pytest.param(FIRST, "how long did the ferry sail", Block("lacking", "duration"), id="no-duration"),
        pytest.param(FIRST, "how old was the ferry", Block("lacking", "age"), id="no-age"),
        pytest.param(STORM, "ferry not sailing date", Block("lacking", "when"), id="no-date"),
        pytest.param(STORM, "how much did it cost", Block("lacking", "amount"), id="no-sum"),
        pytest.param(STORM, "how many ferries did not sail", Block("lacking", "count"), id="no-number"),
        pytest.param(FIRST, "ferry first trip date", None, id="a-date"),
        pytest.param(STRIKE, "when did the strike start", Block("opposite", "start"), id="the-opposite"),
        pytest.param(STRIKE, "start of the strike", Block("opposite", "start"), id="the-opposite-alone"),
        pytest.param(STRIKE, "has the strike started", None, id="a-claim-of-the-opposite"),
        pytest.param(SALE, "who bought the boathouse", None, id="the-other-side-of-a-deed"),
        pytest.param(FIRST, "what is the ferry", None, id="one-of-them"),
        pytest.param(FIRST, "should the ferry sail", Block("question word", "opinion"), id="what-ought-to-be"),
        pytest.param(
            FIRST, "was it good that the ferry sailed imo", Block("question word", "opinion"), id="a-judgement"
        ),
        pytest.param(OUGHT, "should the ferry sail", None, id="a-judgement-that-it-gives"),
        pytest.param(KIND, "what is a ferry", None, id="a-definition-that-it-gives"),
    ],
)
def test_what_lies_beyond_a_fact_is_refused(stored: Fact, question: str, block: Block | None) -> None:
    assert reading(stored).block(question) == block
