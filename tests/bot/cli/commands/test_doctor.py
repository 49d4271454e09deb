import os
import shutil
from pathlib import Path

import pytest

from tests.bot.cli.support import Run


@pytest.fixture(autouse=True)
def _at_home(tmp_path: Path, town_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    monkeypatch.setenv("FACTBOT_STATE", str(tmp_path / "state"))
    shutil.copytree(town_folder, tmp_path / "facts")


def lines(run: Run, config: str) -> tuple[int, dict[str, str]]:
    """Return the exit code and what is told of each subject, its mark before it."""
    Path("config.yaml").write_text(config, "utf-8")
    result = run("doctor")
    told = [line.partition(": ") for line in result.stdout.splitlines() if not line.startswith("  ")]
    return result.exit_code, {head[6:]: f"{head[:6].strip()} {rest}" for head, _, rest in told}


def test_a_broken_configuration_is_told_and_nothing_is_looked_at_with_it(run: Run) -> None:
    code, told = lines(run, "precision: 98\n")

    assert code == 1
    assert told["configuration"] == "FAULT config.yaml:1: precision is 98, outside 0.5-1; write 0.98"
    assert told["Discord"].startswith("? ")


def test_all_is_well_and_without_a_token_it_says_what_it_could_not_check(run: Run) -> None:
    code, told = lines(run, "facts: facts\nnewsroom: The Gazette\nsubject: the town\nreload_on_change: yes\n")

    assert code == 0
    assert told["configuration"] == "ok config.yaml, of The Gazette"
    assert told["base"] == "ok 3 facts in facts"
    assert told["store"].endswith("factbot.sqlite answers")
    assert told["watcher"] == "ok on: a change of the files is read by itself"
    assert told["versions"].startswith("ok factbot 0.")
    assert told["Discord"].startswith(
        "? token, intents, permissions in the channels and the desk's channel were not checked: DISCORD_TOKEN is not"
    )


def test_a_broken_base_is_told_with_its_line_and_the_rest_is_looked_at(run: Run, tmp_path: Path) -> None:
    facts = tmp_path / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("answer:", "awnser:", 1), "utf-8")
    code, told = lines(run, "facts: facts\n")

    assert code == 1
    assert told["base"].startswith("FAULT 2 problems in the fact base:")
    assert told["store"].startswith("ok")


def test_an_example_question_without_an_answer_is_told(run: Run) -> None:
    code, told = lines(run, "facts: facts\nexample_questions: [Who invented the zeppelin?]\n")

    assert code == 1
    assert told["example_questions"] == (
        "FAULT “Who invented the zeppelin?” gets no answer, so it is not offered; word it in the configuration as a "
        "fact does, or take it out there"
    )


def test_examples_of_a_new_base_are_noted(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "town")
    monkeypatch.chdir("town")

    result = run("doctor")

    assert result.exit_code == 0
    assert "note  base: 3 facts in facts, 3 examples of a new base among them; delete them before" in result.stdout


def test_a_state_that_is_no_folder_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file", "utf-8")
    code, told = lines(run, "facts: facts\n")

    assert code == 1
    assert told["state"].startswith(f"FAULT {tmp_path / 'state'} can't be written (file exists): what must outlast")
    assert told["store"].startswith("FAULT ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_facts_that_the_bot_cannot_write_are_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "facts").chmod(0o500)
    code, told = lines(run, "facts: facts\n")

    assert code == 1
    assert told["facts"].startswith("FAULT facts can't be written (permission denied): what editors teach; let the")


def test_no_change_is_noticed_in_a_folder_that_is_not_there(run: Run) -> None:
    code, told = lines(run, "facts: nowhere\nreload_on_change: yes\n")

    assert code == 1
    assert told["watcher"].startswith("FAULT the files of the facts can't be read")
    assert told["base"].startswith("FAULT ")


def test_an_api_that_others_can_reach_is_noted(run: Run) -> None:
    keys = f"facts: facts\nhealth_port: 8080\napi_keys: [{'Zq8' * 12}]\n"
    off, here, there = (
        lines(run, config)[1]["API"] for config in ("facts: facts\n", keys, f"{keys}health_host: 0.0.0.0\n")
    )

    assert off == "ok off (no api_keys)"
    assert here == "ok on at 127.0.0.1 port 8080, 1 key"
    assert there.startswith("note on at 0.0.0.0 port 8080, 1 key: without encryption")


def test_where_the_titles_of_answers_lead_is_told_and_an_address_of_another_form_is_a_fault(run: Run) -> None:
    _, told = lines(run, "facts: facts\nsite_url: https://facts.gazette.example\n")
    code, refused = lines(run, "facts: facts\nsite_url: http://facts.gazette.example\n")

    assert told["site"].startswith("ok ")
    assert "https://facts.gazette.example/facts/" in told["site"]
    assert code == 1
    assert "not the address of a site; write one such as" in refused["configuration"]
