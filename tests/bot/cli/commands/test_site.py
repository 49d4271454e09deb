"""``factbot export --site``: what is served to everybody, as a static site."""

from pathlib import Path

import pytest

from tests.bot.cli.support import PAID, TOLL, Run, replies


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_site_is_written_twice_the_same_and_says_how_large_it_is(town_folder: Path, tmp_path: Path, run: Run) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("newsroom: The Gazette\nsubject: the bridge\nsite_url: https://facts.gazette.example\n")
    words = ("export", "--site", str(tmp_path / "site"), "--facts", str(town_folder), "--config", str(config))

    first = run(*words)
    before = files(tmp_path / "site")
    again = run(*words)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert f"{tmp_path / 'site'}: 3 facts on " in first.stdout
    assert files(tmp_path / "site") == before
    assert PAID in before["facts/north-bridge-toll.html"].decode()
    assert b"https://facts.gazette.example/facts/north-bridge-toll.html" in before["new.xml"]
    assert b"The Gazette on the bridge" in before["index.html"]
    # Whom a fact is about the bot finds by itself, where editors have not said it.
    assert b"North Bridge" in before["names/north-bridge.html"]


def test_a_place_that_cannot_be_taken_is_told_before_the_facts_are_read(broken: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "novel.txt").write_text("chapter one")

    done = run("export", "--site", str(tmp_path / "novel.txt"), "--facts", str(broken))

    assert (done.exit_code, done.stdout) == (1, "")
    assert "novel.txt: is not a folder; name another folder" in done.stderr


def test_of_a_broken_base_there_is_no_site(broken: Path, tmp_path: Path, run: Run) -> None:
    done = run("export", "--site", str(tmp_path / "site"), "--facts", str(broken))

    assert done.exit_code == 1
    assert "awnser" in done.stderr
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("options", [("--csv", "a"), ("--xlsx", "a.xlsx")])
def test_a_site_is_one_export_and_a_spreadsheet_another(options: tuple[str, ...], run: Run) -> None:
    assert run("export", "--site", "site", *options).exit_code == 2


def test_replies_and_facts_as_json_name_their_pages_where_a_site_is_configured(
    town_folder: Path, tmp_path: Path, run: Run
) -> None:
    config = tmp_path / "config.yaml"
    config.write_text("site_url: https://facts.gazette.example\n")
    words = ("--json", "--facts", str(town_folder), "--config", str(config))
    page = "https://facts.gazette.example/facts/north-bridge-toll.html"

    assert [row["page"] for row in replies(run("ask", TOLL, *words))] == [page]
    assert [row["page"] for row in replies(run("facts", *words))][:1] == [page]
    assert [row["page"] for row in replies(run("ask", "Who invented the zeppelin?", *words))] == [None]
