"""One sheet as a .csv file: what the others of its workbook would hold is taken from the base."""

from pathlib import Path

import pytest
import simcord

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.sheets import changed, exported, handed_in, in_csv
from tests.bot.client.cogs.desk.support import TOLL, labels
from tests.bot.client.support import text_of
from tests.knowledge.exchange.support import FACTS

pytestmark = pytest.mark.simcord(shard_count=1)
FIVE = "Cars pay 5 dollars on North Bridge since June 2024, the Gazette reported."


async def test_a_new_fact_alone_is_told_that_it_needs_its_sources(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    sheets = {"facts": [FACTS[0], ["dam", "Who built the dam?", "Nobody: it is a beaver's."]]}

    shown = await handed_in(editor, channel, in_csv(sheets, "facts"))

    assert (
        "facts.csv, row 2: no row of the sheet citations has the id 'dam'; a new fact needs its sources: hand in an "
        ".xlsx file, which holds both sheets, or write it with /desk new"
    ) in shown.content
    assert labels(shown) == []


async def test_the_facts_alone_change_an_answer(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    sheets = changed(await exported(editor, channel), TOLL, "answer", FIVE)

    shown = await handed_in(editor, channel, in_csv(sheets, "facts"))
    published = await editor.click(shown, label="Publish")

    assert "by rows: 1 changed, 2 as before." in shown.content
    assert "Published, and served from now on." in text_of(published)
    fact = newsroom.fact(TOLL)
    assert fact is not None
    assert fact.answer == FIVE
    assert [citation.via for citation in fact.citations] == ["the city council"]


async def test_the_citations_alone_change_what_a_fact_cites(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    sheets = await exported(editor, channel)
    headings, *rows = sheets["citations"]
    row = next(row for row in rows if row[0] == TOLL)
    row[headings.index("via")] = "the harbour board"

    shown = await handed_in(editor, channel, in_csv({"citations": [headings, row]}, "citations"))
    await editor.click(shown, label="Publish")

    assert "by rows: 1 changed, 0 as before." in shown.content
    fact = newsroom.fact(TOLL)
    assert fact is not None
    assert [citation.via for citation in fact.citations] == ["the harbour board"]


@pytest.mark.parametrize("name", ["facts", "citations", "positions", "sources", "entities", "synonyms"])
@pytest.mark.parametrize("whole", [False, True])
async def test_each_sheet_alone_comes_back_as_it_was(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, name: str, *, whole: bool
) -> None:
    sheets = await exported(editor, channel)

    shown = await handed_in(editor, channel, in_csv(sheets, name), whole=whole)

    assert shown.content.startswith("nothing to change: what is in it is there already")
