import shutil
from pathlib import Path

import pytest

from knowledge.decision.matcher import Matcher
from tests.bot.cli.support import PAID, TOLL, Run, process
from tests.conftest import WriteBase
from tests.knowledge.service.bases import FIVE, base


def test_check_of_a_sound_base_prints_a_summary(town_folder: Path) -> None:
    done = process("check", town_folder)

    assert (done.returncode, done.stderr) == (0, "")
    assert "3 facts (2 confirmed, 1 disputed)\n" in done.stdout


def test_check_of_a_broken_base_prints_every_problem_to_standard_error(broken: Path) -> None:
    done = process("check", broken)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "2 problems in the fact base:",
        "  base/all.yaml:5: the entry has no 'answer'; add a line 'answer: ...'",
        "  base/all.yaml:7: unknown key 'awnser'; did you mean 'answer'?",
    ]


def test_check_of_an_unsound_base_names_the_near_miss(run: Run, tmp_path: Path, town_folder: Path) -> None:
    folder = tmp_path / "unsound"
    shutil.copytree(town_folder, folder)
    facts = folder / "facts.yaml"
    unsound = facts.read_text("utf-8").replace("Which bank collects the toll on North Bridge?", f"Please, {TOLL}")
    facts.write_text(unsound, encoding="utf-8")

    result = run("check", folder)

    assert result.exit_code == 1
    assert "unsound/facts.yaml:" in result.stderr
    assert f"the near miss 'Please, {TOLL}' gets the answer of 'north-bridge-toll'; " in result.stderr


def test_check_warns_of_wordings_that_only_help_while_stored(run: Run, odd_folder: Path) -> None:
    result = run("check", odd_folder)

    assert result.exit_code == 0
    assert result.stdout.startswith("warning: base/all.yaml:")
    assert "2 facts (2 reported, not confirmed)\n" in result.stdout


def test_check_names_at_most_three_facts_with_their_questions_the_weakest_first(
    run: Run, write_base: WriteBase
) -> None:
    (line,) = (one for one in run("check", write_base(all=base(*FIVE))).stdout.splitlines() if "help most" in one)

    assert line.startswith(
        "another wording or a name would help most here: “Why were the works at the harbour stopped?” (harbour-works), "
        "“Why were the works at the school stopped?” (school-works), “"
    )
    assert line.endswith("); `factbot suggest` may propose some")
    assert line.count("?”") == 3


@pytest.mark.parametrize("words", [("check", "--facts"), ("check",)])
def test_check_takes_the_folder_either_way(run: Run, town_folder: Path, words: tuple[str, ...]) -> None:
    assert "3 facts" in run(*words, town_folder).stdout


def test_what_check_has_built_is_checked_again_and_asked_without_being_built(
    run: Run, town_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTBOT_CACHE", str(tmp_path / "cache"))
    told = run("check", town_folder).stdout
    monkeypatch.delattr(Matcher, "__init__")  # nobody builds one from here on

    assert run("check", town_folder).stdout == told
    assert PAID in run("ask", TOLL, "--facts", town_folder).stdout


def test_paths_of_problems_lead_there_from_the_current_folder(
    run: Run, broken: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = tmp_path / "deep" / "here"
    inner.mkdir(parents=True)
    moved = broken.rename(inner.parent / "facts")
    named = {inner: moved, inner.parent: Path("facts"), tmp_path: Path("deep/facts"), moved: Path()}

    said = {}
    for folder, name in named.items():
        monkeypatch.chdir(folder)
        said[folder] = run("check", name).stderr.splitlines()[1].strip().partition(":")[0]
        assert Path(said[folder]).is_file()

    assert said == {inner: str(moved / "all.yaml"), inner.parent: "facts/all.yaml", tmp_path: "deep/facts/all.yaml",
                    moved: "all.yaml"}  # fmt: skip


def test_check_looks_for_quotes_in_the_texts_of_their_sources(run: Run, base_folder: Path, tmp_path: Path) -> None:
    facts = base_folder / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("via: the city council", "quote: four dollars"), "utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()

    before = run("check", base_folder, "--sources", texts)
    (texts / "gazette-2024-03-01.txt").write_text("Cars pay four euros.", "utf-8")
    refused = run("check", base_folder, "--sources", texts)

    unread = f"no text of 'gazette-2024-03-01' in {texts}, 1 quote of it not looked for"
    assert (before.exit_code, before.stdout.startswith(unread)) == (0, True)
    assert "\n0 quotes found word for word\n" in before.stdout
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "facts.yaml:17: the quote 'four dollars' is not in gazette-2024-03-01.txt; nearest there" in refused.stderr
