import pytest

from knowledge.language.text import split
from knowledge.reading.forms import form_asked, forms_in


@pytest.mark.parametrize(
    ("question", "form"),
    [
        ("What is the phone number of the ferry office?", "phone number"),
        ("number to ring about the toll", "phone number"),
        ("What's the e-mail of the harbour office?", "e-mail address"),
        ("website of the council", "web address"),
        ("did Berg's e-mail reach Lind", ""),
        ("how many phones were stolen", ""),
        ("how many votes per phone number", ""),
    ],
)
def test_what_is_asked_for_is_read_from_its_name(question: str, form: str) -> None:
    assert form_asked([word.text for word in split(question)]) == form


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("Call 0461 220 15 7 on weekdays.", {"phone number"}),
        ("The line is (555) 010-4477.", {"phone number"}),
        ("Write to toll@bridge.example.", {"e-mail address", "web address"}),
        ("See www.bridge.example for it.", {"web address"}),
        ("It cost 2,300,000 crowns from 1 April 2026 - 12 June 2027, $1234567 in all.", set()),
    ],
)
def test_forms_are_seen_in_a_text(text: str, forms: set[str]) -> None:
    assert forms_in(text) == forms
