"""What editors read fits a message, and shows what readers wrote as they wrote it."""

from collections import Counter
from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.desk.corrections import Run
from bot.desk.privacy import Kept
from bot.desk.queue import PAGE, Page, Waiting
from bot.wording import desk as words
from knowledge.model import Lesson

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
HOSTILE = st.sampled_from(
    ["*_" * 300, "(a" * 300, "\\" * 600, "[x](https://evil.example) " * 30, "@everyone " * 60, "a" * 600]
)


def waiting(text: str, note: str | None = None) -> Waiting:
    return Waiting(number=1, text=text, asked=12_345, reason=text, fact=None, last_at=NOON, state="open", note=note)


@given(HOSTILE, HOSTILE)
def test_a_page_and_a_digest_fit_whatever_was_asked(text: str, note: str) -> None:
    page = Page(tuple(waiting(text, note) for _ in range(PAGE)), 1, 99_999)

    assert len(words.page_in_words(page, "dismissed", {})) <= 2000
    assert len(words.digest_in_words(page, {}, 3) or "") <= 2000


def test_a_page_says_how_often_when_and_why() -> None:
    one = Waiting(
        number=1, text="who owns it", asked=1, reason="nothing near", fact=None, last_at=NOON, state="open", note=None
    )
    other = Waiting(
        number=2,
        text="toll at night",
        asked=3,
        reason="not what was asked",
        fact="bridge-toll",
        last_at=NOON,
        state="open",
        note=None,
    )

    assert words.page_in_words(Page((other, one), 1, 2), "open", {"bridge-toll": "The toll?"}).splitlines() == [
        "**2 questions wait for an answer**, the most asked first · page 1 of 1",
        "1. “toll at night”",
        "-# asked 3 times, last on 2 March 2024 · a reader was given **The toll?** and says that this is not it",
        "2. “who owns it”",
        "-# asked once on 2 March 2024 · no fact came near",
    ]


def test_a_digest_of_nothing_is_none() -> None:
    assert words.digest_in_words(Page((), 1, 0), {}, 0) is None
    assert "1 published answer changed" in (words.digest_in_words(Page((), 1, 0), {}, 1) or "")


def test_a_run_is_told_by_what_became_of_its_messages() -> None:
    counts = Counter({"edit done": 5, "edit waiting": 2, "edit deleted": 1, "tell closed": 1, "tell unsure": 1})
    run = Run(number=1, fact="toll", channel=None, message=None, editor=None, counts=counts)

    assert words.run_in_words(run, "The toll?") == (
        "Correcting **The toll?**: 8 of 10. 5 edited, 1 deleted since, 1 not told: they take no messages, 1 left alone."
    )
    assert words.report_in_words(run, "The toll?").startswith("Corrected: **The toll?**. 5 edited")


def test_what_is_kept_of_a_person_is_listed_up_to_a_length() -> None:
    assert words.kept_in_words(Kept(questions=(), awaited=(), facts=()), {}).startswith("Nothing is kept of you")
    told = words.kept_in_words(
        Kept(questions=tuple(f"question {number}" for number in range(30)), awaited=(), facts=()), {}
    )
    assert "- question 19" in told
    assert "- … and 10 more" in told


def test_what_could_not_be_told_is_among_what_is_kept() -> None:
    kept = Kept(questions=(), awaited=(), facts=(), unreached=("toll",))

    assert "hear of this after a command:\n- The toll?" in words.kept_in_words(kept, {"toll": "The toll?"})


def test_what_somebody_says_is_out_of_date_is_among_what_is_kept() -> None:
    kept = Kept(questions=(), awaited=(), facts=(), flagged=("toll", "gone"))

    text = words.kept_in_words(kept, {"toll": "The toll?"})
    assert text.startswith("You said that this is out of date, without your name:\n- The toll?\n- gone\n")


def test_lessons_come_newest_first() -> None:
    lessons = [Lesson("toll", f"wording {number}", "ed", date(2024, 3, 2)) for number in range(20)]

    lines = words.lessons_in_words(lessons, {"toll": "How much is the toll?"}).splitlines()

    assert lines[1] == "- “wording 19” finds **How much is the toll?**, by ed on 2 March 2024"
    assert lines[-1] == "… and 5 more"
