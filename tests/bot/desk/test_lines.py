"""Names, positions and citations as lines of a form: what is written comes back as it was, what is odd is told."""

import string

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.desk.lines import (
    CITED,
    citation_faults,
    citations_in,
    citations_text,
    lines_of,
    position_faults,
    positions_in,
    positions_text,
)

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"])).map(str.strip).filter(bool)
ID = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
DAY = st.sampled_from(["2024", "2024-02", "2024-02-28"])
POSITIONS = st.lists(st.fixed_dictionaries({"by": TEXT, "says": TEXT}, optional={"on": DAY, "source": ID}), max_size=4)
CITATION = st.fixed_dictionaries({"source": ID}, optional=dict.fromkeys(CITED, TEXT))
CITATIONS = st.lists(CITATION, max_size=4)


@given(POSITIONS)
@example([{"by": "tom-lind", "says": 'he said; "no"', "source": "2024"}])
@example([{"by": '"Tom"', "says": '"', "on": "2024"}])
def test_positions_come_back_as_they_were(items: list[dict[str, str]]) -> None:
    assert positions_in(positions_text(items)) == items
    assert not list(position_faults(positions_text(items)))


@given(CITATIONS)
@example([{"source": "gazette", "supports": "via: x", "via": ": supports y; z"}])
@example([{"source": "gazette", "quote": '"No"; where was it', "where": "quote 3", "accessed": "2026-01-02"}])
def test_citations_come_back_as_they_were(items: list[dict[str, str]]) -> None:
    assert citations_in(citations_text(items)) == items
    assert not list(citation_faults(citations_text(items)))


@given(st.text(st.sampled_from(string.ascii_letters + '";: \n-1'), max_size=60))
def test_whatever_is_typed_is_read_and_no_word_of_it_is_lost(text: str) -> None:
    """Every letter that was typed is in what is read; "supports" and "via" say where."""
    read = "".join("".join(item.values()) for item in positions_in(text))
    assert sorted(read.replace(" ", "").replace(";", "").replace('"', "")) == sorted(
        "".join(lines_of(text)).replace(" ", "").replace(";", "").replace('"', "")
    )
    citations_in(text)
    list(citation_faults(text))


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("Tom Lind; he paid", {"by": "Tom Lind", "says": "he paid"}),
        ("tom-lind ;he paid;2024-02", {"by": "tom-lind", "says": "he paid", "on": "2024-02"}),
        ("tom-lind; he paid; gazette-1", {"by": "tom-lind", "says": "he paid", "source": "gazette-1"}),
        ("tom-lind; he paid; ; 2024", {"by": "tom-lind", "says": "he paid", "source": "2024"}),
        # What the checks refuse comes to them as it was typed.
        ("tom-lind; he paid; 28.2.2024", {"by": "tom-lind", "says": "he paid", "on": "28.2.2024"}),
        ("Tom; he paid; in May; sun", {"by": "Tom", "says": "he paid", "on": "in May", "source": "sun"}),
        ("tom-lind", {"by": "tom-lind"}),
        ("; he paid", {"says": "he paid"}),
        ('tom-lind; "he paid; every bill"', {"by": "tom-lind", "says": "he paid; every bill"}),
        ('tom-lind; "he" paid', {"by": "tom-lind", "says": '"he" paid'}),
        ('tom-lind; "he paid', {"by": "tom-lind", "says": '"he paid'}),
    ],
)
def test_a_position_is_read_by_its_parts(line: str, item: dict[str, str]) -> None:
    assert positions_in(f"\n {line} \n\n") == [item]


def test_a_citation_may_be_typed_as_phones_write_it() -> None:
    assert citations_in("gazette; Via the council;Supports: the sum;") == [
        {"source": "gazette", "via": "the council", "supports": "the sum"}
    ]
    assert citations_in('gazette; quote: "four dollars", he said; Where paragraph 3') == [
        {"source": "gazette", "quote": '"four dollars", he said', "where": "paragraph 3"}
    ]


def test_what_can_t_be_told_apart_is_told_by_its_line() -> None:
    ((number, (what, remedy)),) = position_faults("\ntom-lind; he paid; every bill; 2024; gazette")
    assert (number, what) == (2, "5 parts; there are four: who, what they say, day, source id")
    assert remedy == "put a text with a semicolon of its own in double quotes"

    faults = list(citation_faults("gazette; the sum\n; via the council\ngazette\ngazette; via a; supports b; via c"))
    assert [(number, what) for number, (what, _) in faults] == [
        (1, "'the sum' begins with none of supports, via, quote, where, archive, accessed"),
        (2, "no source at the beginning of the line"),
        (4, "'via' stands in it twice"),
    ]
