import pytest

from knowledge.language.small_talk import kind_of


@pytest.mark.parametrize(
    "message",
    ["", " ", "?", "hi", "Hello there!", "hey bot", "good morning", "help", "Help me, please", "who r u",
     "what's this?", "hi, what can you do?", "what can i ask u", "How does this work?", "How are you?", "u a bot?",
     "what can u tell me"],
)  # fmt: skip
def test_a_greeting_and_a_question_about_the_bot_are_told(message: str) -> None:
    assert kind_of(message) == "greeting"


@pytest.mark.parametrize(
    "message",
    ["thanks", "Thank you!", "thx", "ty so much", "thanks a lot, that was very helpful", "Thanks for your help",
     "hi and thanks", "no thanks"],
)  # fmt: skip
def test_a_bare_thanks_is_told(message: str) -> None:
    assert kind_of(message) == "thanks"


@pytest.mark.parametrize(
    "message",
    ["hi, who runs the ferry?", "thanks, and who runs the ferry?", "thank you for lying", "help the mayor", "the mayor",
     "who is he", "that is a lie", "good", "👎", "what did the mayor do", "how does the ferry work", "hi mayor"],
)  # fmt: skip
def test_all_else_is_left_to_the_facts(message: str) -> None:
    assert kind_of(message) is None
