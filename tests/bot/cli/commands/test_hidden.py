"""Hidden facts in a terminal: nothing of them without ``--staff``, all of them where one works on the files."""

from pathlib import Path

import pytest

from tests.bot.cli.support import PAID, TOLL, Run, replies

QUARRY = """
facts:
  - id: quarry
    question: Who buys the old quarry?
    answer: Eva Holm buys the old quarry.
    citations: [{source: gazette-2024-03-01}]
    publish_at: 2099-12-01 06:00Z
"""
ASKED = "Who buys the old quarry?"


@pytest.fixture
def folder(base_folder: Path) -> Path:
    (base_folder / "quarry.yaml").write_text(QUARRY, "utf-8")
    return base_folder


def test_ask_knows_of_it_for_the_staff_alone(run: Run, folder: Path) -> None:
    without, with_it = (
        replies(run("ask", ASKED, "--json", *more, "--facts", folder))[0] for more in ((), ("--staff",))
    )

    assert without["outcome"] != "answer"
    assert with_it["fact"] == "quarry"


def test_the_staff_reads_first_why_others_cannot(run: Run, folder: Path) -> None:
    hidden, open_to_all = (run("ask", asked, "--staff", "--facts", folder).stdout for asked in (ASKED, TOLL))

    assert hidden.startswith("Not public before 1 December 2099, 06:00 UTC.\n")
    assert "Not public" not in open_to_all


def test_the_list_of_facts_has_none_and_the_check_counts_them(run: Run, folder: Path) -> None:
    listed, checked = run("facts", "--facts", folder), run("check", folder)

    assert ASKED not in listed.stdout
    assert "4 facts" in checked.stdout
    assert "1 fact not public: 1 waiting for its hour" in checked.stdout


def test_the_doctor_counts_them_and_who_sees_them(run: Run, folder: Path, tmp_path: Path) -> None:
    config = tmp_path / "config.yaml"
    config.write_text(f"facts: {folder}\nstate: {tmp_path / 'state'}\nstaff_users: [5]\n", "utf-8")

    told = run("doctor", "--config", config).stdout

    assert "hidden facts: 1 fact not public: 1 waiting for its hour; seen by 1 id of staff" in told


def test_a_base_that_nobody_may_know_is_refused_in_a_line(run: Run, folder: Path) -> None:
    facts = folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("    status:", "    draft: yes\n    status:"), "utf-8")

    result = run("ask", TOLL, "--facts", folder)

    assert result.exit_code == 1
    assert "nobody may know any of the facts before 2099-12-01 06:00 UTC" in result.stderr
    assert PAID not in result.stdout
