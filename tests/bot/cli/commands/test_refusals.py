from pathlib import Path

import pytest

from tests.bot.cli.support import TOLL, Run, asked, replies


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(("ask", TOLL), id="ask"),
        pytest.param(("ask", "--jsonl"), id="ask-jsonl"),
        pytest.param(("chat",), id="chat"),
        pytest.param(("facts",), id="facts"),
        pytest.param(("check",), id="check"),
        pytest.param(("eval", "questions.jsonl"), id="eval"),
    ],
)
def test_a_broken_base_is_refused_with_its_problems(
    run: Run, tmp_path: Path, broken: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "questions.jsonl").write_text(asked(TOLL).replace("}", ', "expect": "either"}'), encoding="utf-8")

    result = run(*words, "--facts", broken, given=asked(TOLL))

    assert (result.exit_code, result.stdout) == (1, "")
    assert "base/all.yaml:7: unknown key 'awnser'; did you mean 'answer'?" in result.stderr


def test_a_missing_base_is_named(run: Run, tmp_path: Path) -> None:
    result = run("ask", TOLL, "--facts", tmp_path / "nowhere")

    assert result.exit_code == 1
    assert "nowhere: the fact base does not exist; name a folder with *.yaml files" in result.stderr


def test_the_bundled_base_is_the_default(run: Run, monkeypatch: pytest.MonkeyPatch, kept_matchers: Path) -> None:
    monkeypatch.setenv("FACTBOT_CACHE", str(kept_matchers))

    rows = replies(run("facts", "--json"))

    assert len(rows) > 100
    assert all(row["answer"] and row["citations"] for row in rows)
