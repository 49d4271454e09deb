"""Spreadsheets on Discord: who may hand one in, what is shown before, and that nothing else is published."""

from pathlib import Path

import discord
import pytest
import simcord
from discord import app_commands

from bot.client.cogs.desk import exchange
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.support import LIGHTHOUSE, ask_in_vain, labels, last_of, shown_queue
from tests.bot.client.support import rewrite, text_of
from tests.knowledge.exchange.support import CITATIONS, FACTS, workbook

pytestmark = pytest.mark.simcord(shard_count=1)
REFUSAL = "Only the editors of this fact base may do that."
PAINTED = ["painted", "Who painted the lighthouse?", "Nobody: it is bare stone."]
File = tuple[str, bytes]


@pytest.fixture
def sheet(tmp_path: Path) -> File:
    """Return a workbook with one new fact."""
    path = workbook(tmp_path / "b.xlsx", facts=[FACTS[0], PAINTED], citations=[CITATIONS[0], ["painted", "gazette"]])
    return "b.xlsx", path.read_bytes()


async def handed_in(editor: simcord.MemberActor, channel: simcord.ChannelHandle, file: File) -> simcord.ResponseMessage:
    result = await editor.slash(channel, "desk import", file=file)
    assert result.ephemeral
    return last_of(result)


async def test_strangers_and_admins_of_other_servers_are_refused(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    sheet: File,
) -> None:
    """Alice has every permission that her server can give, Otto a role of the editors' name in another one."""
    elsewhere = simcord_env.create_guild("Elsewhere")
    role = elsewhere.create_role("Desk", permissions=discord.Permissions.all())
    otto = elsewhere.add_member(simcord_env.create_user("otto"), roles=[role])
    before = newsroom.live.served

    for actor, room in ((alice, channel), (otto, elsewhere.create_text_channel("room"))):
        for name, options in (("import", {"file": sheet}), ("export", {})):
            refused = await actor.slash(room, f"desk {name}", **options)
            simcord.assert_error(simcord_env, app_commands.CheckFailure)
            assert text_of(refused) == REFUSAL
            assert last_of(refused).attachments == []

    assert newsroom.live.served is before


async def test_a_former_editor_can_t_publish_what_was_shown(
    editor: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    sheet: File,
    base_folder: Path,
) -> None:
    shown = await handed_in(editor, channel, sheet)
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": ()})

    assert text_of(await editor.click(shown, label="Publish")) == REFUSAL
    assert not (base_folder / "imported.yaml").exists()


async def test_a_spreadsheet_is_shown_then_published_and_answers_what_waits(
    editor: simcord.MemberActor,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    sheet: File,
) -> None:
    await ask_in_vain(alice, channel, LIGHTHOUSE)

    shown = await handed_in(editor, channel, sheet)

    assert "**b.xlsx**, by rows: 2 added, 0 as before." in shown.content
    assert "Added:\n- Who painted the lighthouse?" in shown.content
    assert f"answers 1 question:\n- “{LIGHTHOUSE}” → Who painted the lighthouse?" in shown.content
    assert newsroom.fact("painted") is None
    assert not (newsroom.live.folder / "imported.yaml").exists()

    published = await editor.click(shown, label="Publish")

    assert "Published, and served from now on." in text_of(published)
    assert newsroom.fact("painted") is not None
    assert (await newsroom.reload(newsroom.live.served.since, "test")).counted() == "0 added, 0 changed, 0 removed"
    assert (await shown_queue(editor, channel)).content == "No question waits for an answer."
    again = await editor.click(shown, label="Publish")
    assert text_of(again) == "nothing to change: what is in it is there already (2 as before)"


async def test_what_was_shown_over_other_facts_is_shown_anew(
    editor: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    sheet: File,
    base_folder: Path,
) -> None:
    shown = await handed_in(editor, channel, sheet)
    await rewrite(newsroom, base_folder, "Cars pay 4", "Cars pay 5")

    anew = last_of(await editor.click(shown, label="Publish"))

    assert anew.content.startswith("The facts have changed since that was shown. As it is now:\n**b.xlsx**")
    assert newsroom.fact("painted") is None
    assert "Published" in text_of(await editor.click(anew, label="Publish"))


async def test_files_that_nobody_has_served_yet_are_not_served_along(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, sheet: File, base_folder: Path
) -> None:
    (base_folder / "more.yaml").write_text("synonyms: [[quay, pier]]", "utf-8")

    shown = await handed_in(editor, channel, sheet)

    assert "base: the files have changed since they were loaded; have an admin use /facts reload" in shown.content
    assert labels(shown) == []


async def test_faults_come_with_their_cells_and_nothing_is_half_imported(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, tmp_path: Path, base_folder: Path
) -> None:
    rows = [FACTS[0], PAINTED, ["toll", "Who built the dam?", "=1+1"]]
    book = workbook(tmp_path / "b.xlsx", facts=rows, citations=[*CITATIONS, ["painted", "gazette"]])
    before = sorted(base_folder.iterdir())

    shown = await handed_in(editor, channel, ("b.xlsx", book.read_bytes()))

    assert "Nothing was changed. Mend this, and use /desk import again." in shown.content
    assert "b.xlsx, sheet facts, row 3, column C (answer): a formula; copy the cell" in shown.content
    assert labels(shown) == []
    assert sorted(base_folder.iterdir()) == before


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (("b.ods", b"PK"), "That is neither .xlsx nor .csv."),
        (("b.xlsx", b"x" * 11), "That file is larger than 10 MiB."),
        (("b.xlsx", b"PK"), "b.xlsx: damaged, cut short, or no workbook"),
        (("../../b?.csv", b"id\n1"), "b_.csv: not a table of a fact base"),
    ],
)
async def test_what_is_no_spreadsheet_is_refused(
    editor: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    monkeypatch: pytest.MonkeyPatch,
    file: File,
    words: str,
) -> None:
    monkeypatch.setattr(exchange, "FILE_BYTES", 10)

    assert words in (await handed_in(editor, channel, file)).content


async def test_the_facts_are_handed_out_and_come_back_as_they_were(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    (file,) = last_of(await editor.slash(channel, "desk export")).attachments

    back = await handed_in(editor, channel, (file.filename, await file.read()))

    assert file.filename.endswith(".xlsx")
    assert back.content == f"nothing to change: what is in it is there already ({ROWS} as before)"
    assert newsroom.live.served.by == "start"


# Those of the town: three facts, a source, four entities, two groups of synonyms.
ROWS = 10
