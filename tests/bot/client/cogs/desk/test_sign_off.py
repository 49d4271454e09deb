"""Where two editors are wanted, the second sees what the first saw, and a yes counts for that alone."""

from pathlib import Path

import pytest
import simcord

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.drafting import both, drafted, mended
from tests.bot.client.cogs.desk.support import last_of
from tests.bot.client.support import rewrite, text_of

pytestmark = pytest.mark.simcord(shard_count=1)


async def test_two_have_to_say_yes_and_the_second_sees_what_the_first_saw(
    editor: simcord.MemberActor, other: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    first = await drafted(editor, channel)
    assert "Two editors have to say yes." in last_of(first).content

    signed = await editor.click(last_of(first), label="Publish")
    again = await editor.click(last_of(first), label="Publish")

    assert "Another editor has to, who finds it in /desk drafts." in text_of(signed)
    assert text_of(again).startswith("You have said yes to it already.")
    assert not (base_folder / "desk.yaml").exists()

    listed = last_of(await other.slash(channel, "desk drafts"))
    assert "ed has said yes" in listed.content.replace("*", "")
    second = await other.click(listed, label="Look at 1")
    assert both(second)[0] == both(first)[0]
    assert "has said yes to just this; another editor's yes publishes it." in last_of(second).content

    assert "Published" in text_of(await other.click(last_of(second), label="Publish"))
    written = (base_folder / "desk.yaml").read_text("utf-8")
    assert "      - ed" in written
    assert "      - eva" in written


async def test_a_yes_to_something_else_counts_no_more(
    editor: simcord.MemberActor, other: simcord.MemberActor, channel: simcord.ChannelHandle,
    newsroom: Newsroom, base_folder: Path,
) -> None:  # fmt: skip
    shown = last_of(await drafted(editor, channel))
    await editor.click(shown, label="Publish")
    await rewrite(newsroom, base_folder, "Cars pay 4", "Cars pay 5")

    stale = last_of(await editor.click(shown, label="Publish"))
    assert stale.content.startswith("The draft or the facts have changed since that was shown")
    assert "said yes to was something else, so two editors have to anew." in stale.content
    stale = last_of(await other.click(last_of(await other.slash(channel, "desk drafts")), label="Look at 1"))

    anew = last_of(await mended(other, stale, "Change the text", answer="Lind."))
    assert "Two editors have to say yes." in anew.content
    assert "Noted: you have said yes" in text_of(await other.click(anew, label="Publish"))
    assert not (base_folder / "desk.yaml").exists()
