import pytest

from knowledge.language.claims import Claims, claims_of
from knowledge.language.english.list_types import QuestionWord
from knowledge.language.text import split


def read(text: str) -> Claims:
    return claims_of(split(text))


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("5 boats and twenty cars", {"5", "20"}, id="figure-and-word"),
        pytest.param("45k dollars", {"45000"}, id="thousands"),
        pytest.param("twice a dozen", {"2", "12"}, id="twice-and-dozen"),
        pytest.param("the two of them", set(), id="the-two-points-back"),
        pytest.param("two boats", {"2"}, id="two-claims"),
        pytest.param("the three of them", {"3"}, id="the-three-claims"),
        pytest.param("in 2016", set(), id="year-is-no-number"),
        pytest.param("in twenty sixteen", set(), id="spoken-year"),
        pytest.param("at eleven thirty", {"11", "30"}, id="hour-and-minutes"),
        pytest.param("thirty twelve", {"30", "12"}, id="no-year-so-far-ahead"),
        pytest.param("forty-five thousand dollars", {"45000"}, id="spoken"),
        pytest.param("45 thousand dollars", {"45000"}, id="figure-and-scale"),
        pytest.param("$45k and 45,000", {"45000"}, id="short-and-with-comma"),
        pytest.param("1.5 million or $2bn", {"1500000", "2000000000"}, id="millions-and-billions"),
        pytest.param("half a million, a thousand", {"500000", "1000"}, id="half-and-a"),
        pytest.param("two dozen, two hundred and fifty", {"24", "250"}, id="dozens-and-hundreds"),
        pytest.param("Twenty-two boats", {"22"}, id="hyphen-and-capital"),
        pytest.param("two and three", {"2", "3"}, id="two-numbers"),
        pytest.param("nine eleven", {"9", "11"}, id="no-number-of-two-words"),
        pytest.param("5mg and 5 mg", {"5"}, id="unit"),
        pytest.param("2500 cars, 1650 boats", {"2500", "1650"}, id="four-digits-but-no-year"),
        pytest.param("no figures", set(), id="none"),
    ],
)
def test_numbers(text: str, numbers: set[str]) -> None:
    assert read(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "years"),
    [
        pytest.param("in 2016 or 1799", {"2016", "1799"}, id="years"),
        pytest.param("after 1650", set(), id="too-old"),
        pytest.param("20165 cars", set(), id="five-digits"),
    ],
)
def test_years(text: str, years: set[str]) -> None:
    assert read(text).years == years


def test_numbers_within_a_name_are_no_claim() -> None:
    found = claims_of(split("pier 17 in 2016"), skip=frozenset({0, 1}))

    assert found.numbers == frozenset()
    assert found.years == {"2016"}


@pytest.mark.parametrize("figure", ["2", "4"])
def test_a_lone_two_or_four_before_a_name_is_no_number(figure: str) -> None:
    assert claims_of(split(f"{figure} berg"), skip=frozenset({1})).numbers == frozenset()


def test_another_figure_before_a_name_is_a_number() -> None:
    assert claims_of(split("3 berg"), skip=frozenset({1})).numbers == {"3"}


@pytest.mark.parametrize(
    ("text", "months"),
    [
        pytest.param("in january and Sept", {1, 9}, id="names"),
        pytest.param("may he sail", set(), id="may-the-verb"),
        pytest.param("what may happen", set(), id="may-in-the-middle"),
        pytest.param("in may", {5}, id="in-may"),
        pytest.param("5 may", {5}, id="day-before"),
        pytest.param("may 2021", {5}, id="year-after"),
        pytest.param("did they march", set(), id="march-the-verb"),
        pytest.param("by march", {3}, id="by-march"),
        pytest.param("since mar", {3}, id="since-mar"),
        pytest.param("the toll", set(), id="none"),
    ],
)
def test_months(text: str, months: set[int]) -> None:
    assert read(text).months == months


def test_weekdays() -> None:
    assert read("on Monday or friday").weekdays == {"monday", "friday"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param("when did it sail", {"when"}, id="when"),
        pytest.param("whom did she ask", {"who"}, id="whom"),
        pytest.param("whose boat", {"who"}, id="whose"),
        pytest.param("where and why", {"where", "why"}, id="two"),
        pytest.param("how much is it", {"how many"}, id="how-much"),
        pytest.param("how often", {"how many"}, id="how-often"),
        pytest.param("how frequently did it sail", {"how many"}, id="how-frequently"),
        pytest.param("what do people who sail pay", set(), id="people-who"),
        pytest.param("did the captain who sailed it pay", set(), id="the-captain-who"),
        pytest.param("is there a pier where boats wait", set(), id="a-pier-where"),
        pytest.param("do people know who sailed it", {"who"}, id="know-who"),
        pytest.param("and who sailed it", {"who"}, id="and-who"),
        pytest.param("what about the captain and where he sailed", {"where"}, id="and-where"),
        pytest.param("how long is it", {"how long"}, id="how-long"),
        pytest.param("how come it sank", {"why"}, id="how-come"),
        pytest.param("what date was it", {"when"}, id="what-date"),
        pytest.param("how soon", {"when"}, id="how-soon"),
        pytest.param("which country", {"where"}, id="which-country"),
        pytest.param("what number of boats", {"how many"}, id="what-number"),
        pytest.param("the reason it sank", {"why"}, id="the-reason"),
        pytest.param("did he lie when he spoke to them", set(), id="when-opens-a-clause"),
        pytest.param("so it sailed from the pier when", {"when"}, id="when-at-the-end"),
        pytest.param("what did she say", set(), id="what"),
    ],
)
def test_question_words(text: str, asked: set[QuestionWord]) -> None:
    assert read(text).question_words == asked


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        pytest.param("did he not sail at night", True, id="not"),
        pytest.param("why did the ferry not sail", True, id="not-before-the-last-word"),
        pytest.param("he never sailed", True, id="never"),
        pytest.param("why didn't he sail", True, id="why-didnt"),
        pytest.param("nobody sailed", True, id="nobody"),
        pytest.param("sailed without him", False, id="without-is-a-circumstance"),
        pytest.param("didn't he sail", False, id="leading-didnt-expects-a-yes"),
        pytest.param("isn't the bridge open", False, id="leading-isnt"),
        pytest.param("he sailed, did he not", False, id="tag"),
        pytest.param("did he sail or not", False, id="or-not-at-the-end"),
        pytest.param("whether or not he sailed", False, id="or-not-in-the-middle"),
        pytest.param("he sailed didn't he", False, id="didnt-he"),
        pytest.param("didn't he never sail", True, id="leading-and-another"),
        pytest.param("not sailed", True, id="not-first"),
        pytest.param("did he sail", False, id="plain"),
    ],
)
def test_negation(text: str, *, negated: bool) -> None:
    assert read(text).negated is negated


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        pytest.param("did he sail once the bridge was open", set(), id="as-soon-as"),
        pytest.param("did he sail only once that year", {"1"}, id="a-single-time"),
        pytest.param("did he sail once", {"1"}, id="at-the-end"),
        pytest.param("did he sail once or twice", {"1", "2"}, id="or-twice"),
    ],
)
def test_once_counts_only_where_it_is_no_conjunction(text: str, numbers: set[str]) -> None:
    assert read(text).numbers == numbers


@pytest.mark.parametrize(
    ("text", "seasons"),
    [
        pytest.param("did it open in summer 2017", {("summer", "2017")}, id="with-a-year"),
        pytest.param("fall 2019 ferry", {("fall", "2019")}, id="year-shows-that-it-is-one"),
        pytest.param("did it open last winter", {("winter", "")}, id="without-a-year"),
        pytest.param("did prices fall on the bridge", set(), id="a-verb"),
        pytest.param("the spring tide", set(), id="part-of-another-word"),
    ],
)
def test_seasons(text: str, seasons: set[tuple[str, str]]) -> None:
    assert read(text).seasons == seasons


def test_a_text_that_claims_nothing() -> None:
    assert read("the northern bridge") == Claims()


@pytest.mark.parametrize(
    ("text", "now"),
    [
        pytest.param("where is the boat now", True, id="the-present"),
        pytest.param("who is now the mayor", True, id="behind-its-auxiliary"),
        pytest.param("who now runs the ferry", True, id="before-its-verb"),
        pytest.param("now the mayor is who", True, id="at-the-beginning"),
        pytest.param("who sails now that the harbour is closed", False, id="now-that"),
        pytest.param("where do they sail now the harbour is closed", False, id="a-reason-without-that"),
        pytest.param("where do they sail now it has closed", False, id="a-reason-with-a-pronoun"),
        pytest.param("where do they sail now the boats", True, id="no-clause"),
    ],
)
def test_now_asks_for_the_present_unless_it_gives_a_reason(text: str, *, now: bool) -> None:
    assert read(text).now == now


def test_now_gives_a_reason_before_a_name_too() -> None:
    assert not claims_of(split("where do they sail now northfield is closed"), frozenset({5})).now
