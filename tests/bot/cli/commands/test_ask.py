import re
import shutil
import sys
from pathlib import Path

import pytest

from tests.bot.cli.support import DISMISSED, KEYS, LOUD, MODULE, NEAR_MISS, PAID, SCRIPT, TOLL, Run, process, replies


@pytest.mark.parametrize("command", [pytest.param(SCRIPT, id="script"), pytest.param(MODULE, id="module")])
def test_an_answer_goes_to_standard_output_and_the_exit_code_is_0(town_folder: Path, command: list[str]) -> None:
    done = process("ask", TOLL, "--facts", town_folder, command=command)

    assert done.returncode == 0
    assert PAID in done.stdout
    assert done.stderr == ""


def test_ask_prints_the_reply_as_a_person_reads_it(run: Run, town_folder: Path) -> None:
    lines = run("ask", DISMISSED, "--facts", town_folder).stdout.splitlines()

    assert lines[0] == DISMISSED
    assert "Disputed · last checked 1 March 2024" in lines
    assert "  - Tom Lind (28 February 2024): he paid every bill" in lines


def test_json_of_an_answer(run: Run, town_folder: Path) -> None:
    result = run("ask", TOLL, "--json", "--facts", town_folder)

    (reply,) = replies(result)
    assert result.exit_code == 0
    assert 0.5 < reply.pop("confidence") <= 1
    assert reply == {
        "question": TOLL,
        "outcome": "answer",
        "fact": "north-bridge-toll",
        "fact_question": TOLL,
        "page": None,
        "answer": PAID,
        "status": "confirmed",
        "status_in_words": "Confirmed",
        "as_of": "2024-03-01",
        "review_by": None,
        "overdue": False,
        "happened": "2024-03",
        "cautions": [],
        "positions": [],
        "citations": [
            {
                "source": "gazette-2024-03-01",
                "publisher": "Northfield Gazette",
                "relays": None,
                "authors": [],
                "title": "The bridge, the ferry and the mayor",
                "published": "2024-03-01",
                "url": "https://gazette.example/bridge",
                "via": "the city council",
                "supports": None,
                "quote": None,
                "where": None,
                "archive": None,
                "accessed": None,
                "retracted": None,
            }
        ],
        "corrections": [],
        "related": [],
        "suggestions": [],
        "reason": None,
    }


def test_a_fact_without_a_name_is_answered_in_its_own_words(run: Run, town_folder: Path) -> None:
    (reply,) = replies(run("ask", "When did the ferry make its first trip?", "--json", "--facts", town_folder))

    assert (reply["outcome"], reply["fact"]) == ("answer", "ferry-first-trip")


def test_json_of_suggestions(run: Run, town_folder: Path) -> None:
    result = run("ask", NEAR_MISS, "--json", "--facts", town_folder)

    (reply,) = replies(result)
    assert result.exit_code == 0
    assert set(reply) == KEYS
    assert (reply["outcome"], reply["fact"], reply["answer"], reply["status"], reply["as_of"], reply["citations"]) == (
        "suggestions", None, None, None, None, [],
    )  # fmt: skip
    assert 1 <= len(reply["suggestions"]) <= 3
    assert set(reply["suggestions"][0]) == {"fact", "question", "confidence"}
    assert (reply["suggestions"][0]["fact"], reply["suggestions"][0]["question"]) == ("north-bridge-toll", TOLL)
    assert reply["reason"].endswith("not for South Bridge.")


def test_json_of_an_abstention(run: Run, town_folder: Path) -> None:
    result = run("ask", "?!", "--json", "--facts", town_folder)

    (reply,) = replies(result)
    assert result.exit_code == 0
    assert set(reply) == KEYS
    assert reply.pop("reason").startswith("I found no question in that.")
    assert {key: value for key, value in reply.items() if value} == {"question": "?!", "outcome": "abstention"}


@pytest.mark.parametrize("question", [TOLL, NEAR_MISS])
def test_explain_adds_the_best_candidates_best_first(run: Run, town_folder: Path, question: str) -> None:
    (reply,) = replies(run("ask", question, "--json", "--explain", "--facts", town_folder))

    candidates = reply["candidates"]
    assert set(reply) == KEYS | {"candidates"}
    assert all(set(one) == {"fact", "confidence", "phrasing", "blocked_by"} for one in candidates)
    assert len(candidates) == 3
    assert candidates[0]["fact"] == "north-bridge-toll"
    assert candidates[0]["phrasing"]
    assert [one["confidence"] for one in candidates] == sorted((one["confidence"] for one in candidates), reverse=True)
    assert (candidates[0]["blocked_by"] is None) == (question == TOLL)


def test_explain_shows_five_candidates_at_most(run: Run, tmp_path: Path, town_folder: Path) -> None:
    folder = tmp_path / "larger"
    shutil.copytree(town_folder, folder)
    lines = ["facts:"]
    for place in ("harbour", "castle", "market", "station"):
        lines += [f"  - id: {place}-clock", f"    question: Who built the clock at the {place}?"]
        lines += [f"    phrasings: [builder of the {place} clock, who made the clock at the {place}]"]
        lines += [f"    answer: A smith built the {place} clock.", "    citations: [{source: gazette-2024-03-01}]"]
    (folder / "clocks.yaml").write_text("\n".join(lines), encoding="utf-8")

    (reply,) = replies(run("ask", "Who built the clock at the castle?", "--json", "--explain", "--facts", folder))

    assert len(reply["candidates"]) == 5
    assert len({one["fact"] for one in reply["candidates"]}) == 5


def test_explain_in_words_names_what_blocked_the_candidate(run: Run, town_folder: Path) -> None:
    text = run("ask", NEAR_MISS, "--explain", "--facts", town_folder).stdout

    assert re.search(r"0\.\d{3}  north-bridge-toll\s+\(“[^”]+”\)\s+blocked:\s+name\s+South\s+Bridge\n", text)


def test_the_same_question_always_gets_the_same_reply(run: Run, town_folder: Path) -> None:
    once, again = (run("ask", "toll", "--json", "--explain", "--facts", town_folder).stdout for _ in range(2))

    assert once == again


def test_text_of_the_base_is_printed_as_it_is(run: Run, loud_folder: Path) -> None:
    Path("config.yaml").write_text("precision: 0.5\n", encoding="utf-8")

    text = run("ask", "who pays for the Hill Tunnel", "--explain", "--facts", loud_folder).stdout

    assert "Who pays for the [red]tunnel[/red] :car: under the hill?" in text
    assert LOUD in text.replace("\n", " ")


def test_json_carries_the_text_of_the_base_as_it_is(run: Run, loud_folder: Path) -> None:
    listed = {row["id"]: row for row in replies(run("facts", "--json", "--facts", loud_folder))}

    assert listed["tunnel-toll"]["answer"] == LOUD


def test_asking_loads_nothing_but_what_answers(town_folder: Path) -> None:
    """A matcher that is kept needs neither the checks of the files nor those of the base."""
    needless = {"discord", "sqlalchemy", "multiprocessing", "knowledge.loading.loader", "knowledge.service.soundness"}
    code = (
        "import sys; from bot.cli.commands import app; app(sys.argv[1:], standalone_mode=False); "
        f"sys.exit(sorted({needless} & set(sys.modules)) or 0)"
    )
    process("ask", TOLL, "--facts", town_folder)

    done = process("-c", code, "ask", TOLL, "--facts", town_folder, command=[sys.executable])

    assert (done.returncode, done.stderr) == (0, "")
    assert PAID in done.stdout


def test_a_greeting_is_met_with_what_can_be_asked_and_is_no_outcome_for_programs(run: Run, town_folder: Path) -> None:
    greeted, thanked = run("ask", "--facts", town_folder, "hi"), run("ask", "--facts", town_folder, "thanks")
    (told,) = replies(run("ask", "--facts", town_folder, "--json", "hi"))

    assert greeted.stdout.startswith("I answer questions about")
    assert "1. How much is the toll on North Bridge?" in greeted.stdout
    assert thanked.stdout == "👍\n"
    assert told["outcome"] == "abstention"
