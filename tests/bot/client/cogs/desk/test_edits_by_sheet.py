"""A sheet of /desk export with a fact changed in it, handed in again: an edit, as /desk edit makes it."""

from pathlib import Path

import pytest
import simcord

from bot.newsroom.newsroom import Newsroom
from knowledge.errors import FactBaseError
from knowledge.exchange.promoting import plan_promotion, promote
from knowledge.loading.loader import load
from knowledge.model import Office
from tests.bot.client.cogs.desk.drafting import drafted
from tests.bot.client.cogs.desk.sheets import changed, exported, handed_in, in_csv, in_xlsx
from tests.bot.client.cogs.desk.support import TOLL, TOLL_QUESTION, labels, last_of
from tests.bot.client.support import rewrite, text_of

pytestmark = pytest.mark.simcord(shard_count=1)
FIVE = "Cars pay 5 dollars on North Bridge since June 2024, the Gazette reported."
ASKED = "who-painted-the-lighthouse"


async def test_an_edit_that_the_checks_refuse_is_told_by_its_cell_and_nothing_is_written(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, tmp_path: Path, base_folder: Path
) -> None:
    sheets = changed(await exported(editor, channel), TOLL, "question", "Why did Anna Berg dismiss Tom Lind?")
    before = sorted(base_folder.iterdir())

    shown = await handed_in(editor, channel, in_xlsx(sheets, tmp_path))

    assert "is already asked at b.xlsx, sheet facts, row 2, column B (question)" in shown.content
    assert labels(shown) == []
    assert sorted(base_folder.iterdir()) == before


async def test_a_status_that_there_is_not_is_told_by_its_cell(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, tmp_path: Path
) -> None:
    sheets = changed(await exported(editor, channel), TOLL, "status", "perhaps")

    shown = await handed_in(editor, channel, in_xlsx(sheets, tmp_path))

    assert "b.xlsx, sheet facts, row 2, column D (status): " in shown.content


async def test_what_a_sheet_has_no_column_for_is_named_with_what_discord_has(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    sheets = {"facts": [["id", "question", "answer"], [TOLL, TOLL_QUESTION, FIVE]]}

    shown = await handed_in(editor, channel, in_csv(sheets, "facts"))

    assert (
        f"'{TOLL}' has 'phrasings' so far, and the spreadsheet has neither column nor sheet for it; add it (empty to "
        "take it away), or set `whole: True` in /desk import (it removes what the file lacks)"
    ) in shown.content
    assert not (base_folder / "desk.yaml").exists()


async def test_a_changed_source_and_entity_are_shown_served_and_promoted_into_their_files(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, tmp_path: Path, base_folder: Path
) -> None:
    sheets = await exported(editor, channel)
    entity = sheets["entities"][1]
    sheets["sources"][1][sheets["sources"][0].index("publisher")] = "Southfield Gazette"
    sheets["offices"] = [["entity", "title", "whose", "from", "until"], [entity[0], "warden", "", "2023", "2024"]]
    curated = {path: path.read_bytes() for path in base_folder.iterdir()}

    shown = await handed_in(editor, channel, in_xlsx(sheets, tmp_path))

    assert "by rows: 2 changed" in shown.content
    assert "> Publisher: ~~Northfield~~ **Southfield** Gazette" in shown.content
    assert f"- {entity[1]}\n> Offices: **warden from 2023 until 2024**" in shown.content

    assert "Published, and served from now on." in text_of(await editor.click(shown, label="Publish"))
    assert {path: path.read_bytes() for path in curated} == curated
    base = newsroom.matcher.base
    assert [one.publisher for one in base.sources.values()] == ["Southfield Gazette"]
    assert next(one.offices for one in base.entities if one.id == entity[0]) == (
        Office("warden", None, "2023", "2024"),
    )

    promotion = plan_promotion(base_folder)
    assert [move.kind for move in promotion.moves] == ["change", "change"]
    promote(promotion, base_folder)
    assert not (base_folder / "desk.yaml").exists()
    again = load(base_folder)
    assert (again.sources, again.entities) == (base.sources, base.entities)


async def test_a_source_that_was_edited_is_edited_again(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, tmp_path: Path, base_folder: Path
) -> None:
    for publisher in ("Southfield Gazette", "Eastfield Gazette"):
        sheets = await exported(editor, channel)
        sheets["sources"][1][sheets["sources"][0].index("publisher")] = publisher
        shown = await handed_in(editor, channel, in_xlsx(sheets, tmp_path))
        await editor.click(shown, label="Publish")

    (name,) = newsroom.matcher.base.sources
    assert newsroom.matcher.base.sources[name].publisher == "Eastfield Gazette"
    assert (base_folder / "desk.yaml").read_text("utf-8").count("kind: source") == 1


async def test_a_curated_source_that_changes_after_its_edit_is_a_problem(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, tmp_path: Path, base_folder: Path
) -> None:
    sheets = await exported(editor, channel)
    sheets["sources"][1][sheets["sources"][0].index("publisher")] = "Southfield Gazette"
    await editor.click(await handed_in(editor, channel, in_xlsx(sheets, tmp_path)), label="Publish")

    sources = base_folder / "sources.yaml"
    sources.write_text(sources.read_text("utf-8").replace("Northfield Gazette", "Westfield Gazette"), "utf-8")

    with pytest.raises(FactBaseError, match=r"has changed since base/desk\.yaml:\d+ took its place"):
        await newsroom.reload(newsroom.live.served.since, "test")

    assert newsroom.matcher.base.sources["gazette-2024-03-01"].publisher == "Southfield Gazette"


async def test_a_comment_in_the_file_of_the_desk_is_not_written_over(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, tmp_path: Path, base_folder: Path
) -> None:
    (base_folder / "desk.yaml").write_text("# mine\nfacts: []\n", "utf-8")
    await newsroom.reload(newsroom.live.served.since, "test")
    sheets = changed(await exported(editor, channel), TOLL, "answer", FIVE)

    shown = await handed_in(editor, channel, in_xlsx(sheets, tmp_path))

    assert "base/desk.yaml:1: a comment, which would be lost" in shown.content
    assert labels(shown) == []


async def test_an_edit_that_was_shown_over_other_facts_is_shown_anew(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, tmp_path: Path, base_folder: Path
) -> None:
    sheets = changed(await exported(editor, channel), TOLL, "answer", FIVE)
    shown = await handed_in(editor, channel, in_xlsx(sheets, tmp_path))
    await rewrite(newsroom, base_folder, "Cars pay 4", "Cars pay 3")

    anew = last_of(await editor.click(shown, label="Publish"))

    assert anew.content.startswith("The facts have changed since that was shown.")
    assert "~~3~~ **5**" in anew.content
    assert not (base_folder / "desk.yaml").exists()


async def test_a_changed_answer_of_a_curated_fact_is_shown_published_and_offered_for_correction(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, tmp_path: Path, base_folder: Path
) -> None:
    await editor.slash(channel, "ask", question=TOLL_QUESTION)
    curated = (base_folder / "facts.yaml").read_bytes()
    file = in_xlsx(changed(await exported(editor, channel), TOLL, "answer", FIVE), tmp_path)

    shown = await handed_in(editor, channel, file)

    assert "**b.xlsx**, by rows: 1 changed, 9 as before." in shown.content
    assert f"What changes in them:\n- {TOLL_QUESTION}\n> Answer: Cars pay ~~4~~ **5** dollars" in shown.content
    assert "*Checked on* stays as it was for 1 changed answer" in shown.content
    assert "served in its place, from `desk.yaml`" in shown.content
    assert not (base_folder / "desk.yaml").exists()

    result = await editor.click(shown, label="Publish")

    assert "Published, and served from now on." in text_of(result)
    assert "These published answers have changed." in last_of(result).content
    assert (base_folder / "facts.yaml").read_bytes() == curated
    assert not (base_folder / "imported.yaml").exists()
    written = (base_folder / "desk.yaml").read_text("utf-8")
    assert "      - ed" in written
    assert "    replaces: " in written
    assert {fact.id: fact.answer for fact in load(base_folder).facts}[TOLL] == FIVE
    assert (await newsroom.reload(newsroom.live.served.since, "test")).counted() == "0 added, 0 changed, 0 removed"
    again = await handed_in(editor, channel, file)
    assert again.content == "nothing to change: what is in it is there already (10 as before)"


async def test_a_published_fact_is_changed_in_the_file_of_the_desk(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await editor.click(last_of(await drafted(editor, channel)), label="Publish")
    sheets = changed(await exported(editor, channel), ASKED, "answer", "Lind painted it.")

    shown = await handed_in(editor, channel, in_csv(sheets, "facts"))
    published = await editor.click(shown, label="Publish")

    assert "Published, and served from now on." in text_of(published)
    fact = newsroom.fact(ASKED)
    assert fact is not None
    assert fact.answer == "Lind painted it."
    assert "replaces" not in (base_folder / "desk.yaml").read_text("utf-8")


async def test_new_rows_and_changed_ones_are_published_together(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, tmp_path: Path, base_folder: Path
) -> None:
    sheets = changed(await exported(editor, channel), TOLL, "answer", FIVE)
    headings = sheets["facts"][0]
    new = {"id": "dam", "question": "Who built the dam?", "answer": "Nobody: it is a beaver's."}
    sheets["facts"].append([new.get(heading, "") for heading in headings])
    sheets["citations"].append(["dam", "gazette-2024-03-01", *[""] * (len(sheets["citations"][0]) - 2)])

    shown = await handed_in(editor, channel, in_xlsx(sheets, tmp_path))
    assert "by rows: 1 added, 1 changed, 9 as before." in shown.content
    await editor.click(shown, label="Publish")

    assert {"desk.yaml", "imported.yaml"} <= {file.name for file in base_folder.iterdir()}
    assert not list(base_folder.glob(".*"))
    answers = {fact.id: fact.answer for fact in load(base_folder).facts}
    assert (answers[TOLL], answers["dam"]) == (FIVE, new["answer"])
    assert newsroom.fact("dam") is not None
