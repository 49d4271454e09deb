"""Where two editors are wanted, a spreadsheet waits for the second, who sees the same; a yes counts for that alone."""

from pathlib import Path

import pytest
import simcord

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.sheets import changed, exported, handed_in, in_xlsx
from tests.bot.client.cogs.desk.support import TOLL, last_of
from tests.bot.client.support import rewrite, text_of

pytestmark = pytest.mark.simcord(shard_count=1)
FIVE = "Cars pay 5 dollars on North Bridge since June 2024, the Gazette reported."
FIRST, SECOND = "Two editors have to say yes.", "**ed** has said yes to just this; another editor's yes publishes it."


async def test_one_editor_alone_publishes_nothing(
    editor: simcord.MemberActor, other: simcord.MemberActor, channel: simcord.ChannelHandle,
    tmp_path: Path, base_folder: Path,
) -> None:  # fmt: skip
    file = in_xlsx(changed(await exported(editor, channel), TOLL, "answer", FIVE), tmp_path)
    shown = await handed_in(editor, channel, file)
    assert FIRST in shown.content

    signed = await editor.click(shown, label="Publish")
    again = await editor.click(shown, label="Publish")
    anew = await editor.click(await handed_in(editor, channel, file), label="Publish")

    assert text_of(signed) == (
        "Noted: you have said yes to **b.xlsx**. Another editor has to, who hands in the same file."
    )
    assert text_of(again).startswith("You have said yes to it already.")
    assert text_of(anew).startswith("You have said yes to it already.")
    assert not (base_folder / "desk.yaml").exists()


async def test_the_second_sees_what_the_first_saw_and_both_stand_with_the_fact(
    editor: simcord.MemberActor, other: simcord.MemberActor, channel: simcord.ChannelHandle,
    newsroom: Newsroom, tmp_path: Path,
) -> None:  # fmt: skip
    newsroom.config = newsroom.config.model_copy(update={"desk_channel": channel.id})
    file = in_xlsx(changed(await exported(editor, channel), TOLL, "answer", FIVE), tmp_path)
    first = await handed_in(editor, channel, file)
    await editor.click(first, label="Publish")

    posted = channel.last_message
    assert posted is not None
    second = last_of(await other.click(posted, label="Look at it"))
    assert second.content.replace(SECOND, FIRST) == first.content

    assert "Published, and served from now on." in text_of(await other.click(second, label="Publish"))
    written = (newsroom.live.folder / "desk.yaml").read_text("utf-8")
    assert "      - ed" in written
    assert "      - eva" in written


async def test_a_yes_to_another_file_or_another_base_counts_no_more(
    editor: simcord.MemberActor, other: simcord.MemberActor, channel: simcord.ChannelHandle,
    newsroom: Newsroom, tmp_path: Path,
) -> None:  # fmt: skip
    sheets = changed(await exported(editor, channel), TOLL, "answer", FIVE)
    shown = await handed_in(editor, channel, in_xlsx(sheets, tmp_path))
    await editor.click(shown, label="Publish")

    six = await handed_in(other, channel, in_xlsx(changed(sheets, TOLL, "answer", "Cars pay 6."), tmp_path))
    assert FIRST in six.content
    assert "Noted: you have said yes" in text_of(await other.click(six, label="Publish"))

    seen = await handed_in(other, channel, in_xlsx(sheets, tmp_path))
    assert SECOND in seen.content
    await rewrite(newsroom, newsroom.live.folder, "Cars pay 4", "Cars pay 3")
    anew = last_of(await other.click(seen, label="Publish"))
    assert anew.content.startswith("The facts have changed since that was shown.")
    assert FIRST in anew.content
    assert not (newsroom.live.folder / "desk.yaml").exists()
