import pytest

from knowledge.language.sentences import MOST, questions_of


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        ("Who is Anna Berg? When did she resign?", ["Who is Anna Berg?", "When did she resign?"]),
        ("who is berg?? who is lind??", ["who is berg?", "who is lind??"]),
        ("Who is Anna Berg? And why was she fired?", ["Who is Anna Berg?", "And why was she fired?"]),
        ("When did she resign? thanks", ["When did she resign? thanks"]),
        ("When did she resign and why?", ["When did she resign and why?"]),
        ("Really? When did she resign?", ["Really? When did she resign?"]),
        ("Anna Berg? When did she resign?", ["Anna Berg? When did she resign?"]),
        ("The ferry sank? What do I do now?", ["The ferry sank? What do I do now?"]),
        ("Is this true? Did Berg resign?", ["Is this true? Did Berg resign?"]),
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
