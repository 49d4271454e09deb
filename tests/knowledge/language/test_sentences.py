import pytest

from knowledge.language.sentences import MOST, halves_of, questions_of


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("Who is Anna Berg? When did she resign?", ["Who is Anna Berg?", "When did she resign?"]),
        ("who is berg?? who is lind??", ["who is berg?", "who is lind??"]),
        ("Who is Anna Berg? And why was she fired?", ["Who is Anna Berg?", "why was she fired?"]),
        ("When did she resign? thanks", ["When did she resign? thanks"]),
        ("When did she resign and why?", ["When did she resign and why?"]),
        ("Really? When did she resign?", ["Really? When did she resign?"]),
        ("Anna Berg? When did she resign?", ["Anna Berg? When did she resign?"]),
        ("The ferry sank? What do I do now?", ["The ferry sank? What do I do now?"]),
        ("Is this true? Did Berg resign?", ["Is this true? Did Berg resign?"]),
        ("Why was she fired? and also who leads the club", ["Why was she fired?", "who leads the club"]),
        (
            "Why was she fired? and when must they hand it back and pay",
            ["Why was she fired?", "when must they hand it back and pay"],
        ),
        ("Who is Anna Berg? By when must she pay?", ["Who is Anna Berg?", "By when must she pay?"]),
        ("Berg resigned. Why did she?", ["Berg resigned. Why did she?"]),
        ("", [""]),
        ("???", ["???"]),
    ],
)
def test_a_message_is_split_where_each_part_asks_for_something(message: str, questions: list[str]) -> None:
    assert list(questions_of(message)) == questions


def test_more_than_three_questions_stay_with_the_last() -> None:
    found = questions_of("Who is Berg? Who is Lind? Where is the ferry? How old is the bridge?")

    assert len(found) == MOST == 3
    assert found[-1] == "Where is the ferry? How old is the bridge?"


@pytest.mark.parametrize(
    ("question", "halves"),
    [
        ("When was she fired and who followed her?", ("When was she fired", "who followed her?")),
        ("how much was the fine, and who paid it", ("how much was the fine", "who paid it")),
        ("who is the architect and when does it open", ("who is the architect", "when does it open")),
        ("why was Berg fired and is she still mayor", ("why was Berg fired", "is she still mayor")),
        ("how many were stuck and was anyone hurt?", ("how many were stuck", "was anyone hurt?")),
        # What has no word of its own hangs on the first.
        ("When did she resign and why?", None),
        ("when and where did they meet", None),
        # What hangs on a word that asks.
        ("what did Berg say about who paid and who knew", None),
        ("did he say when it opens and who pays", None),
        # No question behind it.
        ("is it true that he lied and was fired", None),
        ("what is the difference between this and what", None),
        ("who are Berg and Lind", None),
        # Behind the third small word and no further: what has more of them names many things.
        ("did Berg and Lind and Moe pay and who knew", ("did Berg and Lind and Moe pay", "who knew")),
        ("did Berg and Lind and Moe and Quist pay and who knew", None),
        # A text, not a question.
        (
            f"When was she fired {'again ' * 41} and who followed her?",
            (f"When was she fired {'again ' * 41}"[:-1], "who followed her?"),
        ),
        (f"When was she fired {'again ' * 44} and who followed her?", None),
        ("Berg resigned and who followed her", None),
        ("", None),
    ],
)
def test_a_question_has_halves_where_each_asks_for_something(question: str, halves: tuple[str, str] | None) -> None:
    assert halves_of(question) == halves
