"""The document of all facts, read back by a parser of CommonMark: what editors wrote is text and nothing else."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from bot.config import Config
from bot.exports.markdown import MARK, escaped, markdown
from knowledge.decision.matcher import Matcher

TODAY = date(2024, 3, 2)

TEXTS = {"text", "text_special", "softbreak", "hardbreak"}
SIGNS = st.text(st.sampled_from("ab 1.)-+*_=#>`~<&|[]()!:\\\n\t@x;/\"'"), max_size=60)


def parsed(text: str) -> list[Token]:
    # As GitHub reads it: tables and strikethrough too.
    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).parse(text)


def shown(text: str) -> tuple[str, set[str]]:
    """Return what a reader sees of a text, its spaces folded, and which kinds of markup are in it."""
    words, kinds = [], set()
    for token in parsed(text):
        kinds.add(token.type)
        for child in token.children or ():
            kinds.add(child.type)
            words.append(" " if child.type.endswith("break") else child.content)
        words.append(" ")
    return " ".join("".join(words).split()), kinds


@given(SIGNS)
def test_what_was_written_is_what_is_read(text: str) -> None:
    words, kinds = shown(escaped(text))

    assert words == " ".join(text.split())
    assert kinds - TEXTS <= {"paragraph_open", "paragraph_close", "inline"}


def test_what_is_not_escaped_is_found_out() -> None:
    assert shown("*a*")[1] - TEXTS == {"paragraph_open", "paragraph_close", "inline", "em_open", "em_close"}


def test_paragraphs_and_lines_stay() -> None:
    assert escaped("One.\nTwo.\n\n\nThree.\n") == "One.\\\nTwo.\n\nThree."


def test_a_document_begins_with_its_mark_and_says_whose_it_is(full: Matcher) -> None:
    config = Config(newsroom="The *Gazette*", subject="the bridge")

    blocks = markdown(full, config, TODAY).split("\n\n")

    title = "# The checked facts of The \\*Gazette\\* about the bridge"
    assert blocks[:3] == [MARK, title, "2 facts, last checked 1 March 2024."]


def test_each_fact_has_its_text_its_state_its_sides_and_its_numbered_sources(full: Matcher) -> None:
    words, kinds = shown(markdown(full, Config(), TODAY))

    fact = full.base.facts[0]
    for part in (
        fact.question,
        " ".join(fact.answer.split()),
        "Disputed · last checked 1 March 2024 · Happened March 2024",
        "Tom Lind, 28 February 2024: it's | free",
        "A reader: it is five dollars",
        "Corrected on 5 March 2024: An earlier version said 3 dollars.",
        "[1] The <b>Gazette</b>, 1 March 2024, relying on the city council, for: the price: “four dollars, _not_ more” "
        "(paragraph 4)",
        "[2] Courier, 2023",
        "See also: When did the ferry make its first trip?",
        "Happened May 2021 to June 2021",
        "“The bridge_toll_ [and] *more*”, The <b>Gazette</b> (passing on Reuters), by Ann Ash, Bo Birk, 1 March 2024",
        "Taken back on 1 April 2024: It was & is wrong.",
    ):
        assert part in words, part
    assert kinds & {"html_inline", "code_inline", "table_open", "hr", "image", "blockquote_open"} == set()


def test_a_source_leads_to_its_address_and_is_listed_once(full: Matcher) -> None:
    text = markdown(full, Config(), TODAY)
    links = [
        child.attrs["href"] for token in parsed(text) for child in token.children or () if child.type == "link_open"
    ]

    assert links == ["https://gazette.example/bridge?a=1&b=(2)"]
    assert text.count("\\[2\\]") == len(full.base.facts)
    assert "\n2. “Ferries”, Courier, 2023" in text
