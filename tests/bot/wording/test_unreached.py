"""What is said to people whom nothing could be sent to: what was taken back, what is gone, and what is offered."""

from bot.wording.unreached import ENDED, GONE, NOT_TOLD, OFFER, QUESTION, SHOWN, ended_unseen, not_told


def test_what_was_taken_back_comes_before_what_is_offered() -> None:
    said = not_told(["who painted the lighthouse"], is_gone=False, offers=True)

    assert said.startswith(f"{NOT_TOLD} The answer that I sent you to the question “who painted the lighthouse”")
    assert said.endswith(f"\n{OFFER}")


def test_a_question_whose_words_are_erased_is_told_without_them() -> None:
    assert "to a question of yours has been taken back" in not_told([None], is_gone=False, offers=False)


def test_an_answer_that_is_gone_is_told_and_nothing_offered() -> None:
    assert not_told([], is_gone=True, offers=False) == f"{NOT_TOLD} {GONE}"


def test_of_many_questions_a_few_are_named_and_the_others_counted() -> None:
    said = not_told([str(number) * 2 * QUESTION for number in range(1, SHOWN + 3)], is_gone=False, offers=False)

    assert said.count("has been taken back") == SHOWN
    assert said.endswith("\nSo have the answers to 2 more questions.")


def test_of_many_corrections_that_ended_a_few_are_told_and_the_others_counted() -> None:
    said = ended_unseen([f"Corrected: **{number}**." for number in range(1, SHOWN + 3)])

    assert said.startswith(f"{ENDED}\n- Corrected: **1**.")
    assert said.endswith("\n- and 2 more corrections")
    assert said.count("Corrected") == SHOWN
    assert ended_unseen([]) == ""
