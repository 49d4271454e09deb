"""Facts published from Discord: shown as readers will see them, bound to what was shown, refused to all but editors."""

import asyncio
from dataclasses import replace
from pathlib import Path

import discord
import pytest
import simcord
from discord import app_commands

from bot.client.bot import FactBot
from bot.newsroom.newsroom import Newsroom
from bot.newsroom.publishing import key_of, release
from bot.store.opening import StoreError
from knowledge.loading.loader import load
from tests.bot.client.cogs.desk.drafting import (
    ASKED,
    PAINTED,
    both,
    drafted,
    edited,
    last_two,
    mended,
    prefilled,
)
from tests.bot.client.cogs.desk.support import (
    LIGHTHOUSE,
    TOLL,
    ask_in_vain,
    labels,
    last_of,
    send_all,
    shown_queue,
)
from tests.bot.client.support import NOON, rewrite, text_of

pytestmark = pytest.mark.simcord(shard_count=1)
REFUSAL = "Only the editors of this fact base may do that."


async def test_strangers_and_editors_of_other_servers_are_refused(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    elsewhere = simcord_env.create_guild("Elsewhere")
    role = elsewhere.create_role("Desk", permissions=discord.Permissions.all())
    otto = elsewhere.add_member(simcord_env.create_user("otto"), roles=[role])
    before = newsroom.live.served

    for actor, room in ((alice, channel), (otto, elsewhere.create_text_channel("room"))):
        for name, options in (("new", {}), ("edit", {"fact": TOLL}), ("drafts", {})):
            refused = await actor.slash(room, f"desk {name}", **options)
            simcord.assert_error(simcord_env, app_commands.CheckFailure)
            assert text_of(refused) == REFUSAL
    assert newsroom.live.served is before


async def test_a_former_editor_gets_no_further_by_any_form_or_button(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    open_form = await editor.slash(channel, "desk new")
    shown = last_of(await drafted(editor, channel))
    mending = await editor.click(shown, label="Change the text")
    more = await editor.click(shown, label="Wordings and days")
    sides = await editor.click(shown, label="Names and sides")
    source = await editor.click(shown, label="Change source 1")
    listed = last_of(await editor.slash(channel, "desk drafts"))
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": ()})

    for form, typed in ((open_form, PAINTED), (mending, {}), (more, {}), (sides, {}), (source, {})):
        assert text_of(await editor.submit_modal(form, prefilled(form) | typed)) == REFUSAL
    for row in labels(shown):
        for label in row:
            assert text_of(await editor.click(shown, label=label)) == REFUSAL
    assert text_of(await editor.click(listed, label="Look at 1")) == REFUSAL
    (kept,) = await newsroom.desk.drafts.newest(9)
    assert (kept.revision, kept.draft.answer) == (1, PAINTED["answer"])
    assert not (base_folder / "desk.yaml").exists()


async def test_a_draft_is_shown_as_readers_will_see_it_then_published_and_answers_what_waits(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle,
    newsroom: Newsroom, simcord_bot: FactBot,
) -> None:  # fmt: skip
    waits = await ask_in_vain(alice, channel, LIGHTHOUSE)
    await alice.click(waits, label="Tell me when there is an answer")
    form = await editor.click(await shown_queue(editor, channel), label="Draft 1")

    result = await editor.submit_modal(form, PAINTED)

    (reply, _), shown = both(result), last_of(result)
    assert result.ephemeral
    assert reply.startswith(f"**{ASKED}**\n🟢 Confirmed")
    assert "Nobody: it is bare stone.\n-# 1. [Herald, “The bare lighthouse”](<https://herald.example/bare>)" in reply
    assert "Every check is passed." in shown.content
    assert f"answers 1 question:\n- “{LIGHTHOUSE}” → {ASKED}" in shown.content
    assert labels(shown)[0] == ["Publish", "Change the text", "Wordings and days", "Names and sides", "Delete draft"]
    assert newsroom.fact("who-painted-the-lighthouse") is None

    published = await editor.click(shown, label="Publish")

    assert "Published, and served from now on" in text_of(published)
    fact = newsroom.fact("who-painted-the-lighthouse")
    assert fact
    assert (fact.answer, fact.status) == (PAINTED["answer"], "confirmed")
    assert load(newsroom.live.folder).version == newsroom.matcher.base.version
    assert (await shown_queue(editor, channel)).content == "No question waits for an answer."
    await send_all(simcord_bot)
    assert "Nobody: it is bare stone." in alice.user.dm_channel.history()[-1].content
    assert text_of(await editor.click(shown, label="Publish")).startswith("That draft is no longer there")


async def test_a_refused_draft_is_kept_as_typed_and_comes_back_to_be_mended(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    odd = 'Odd: "a" # b | \n - c: 🌉 ' + "x" * 600

    refused = last_of(await drafted(editor, channel, question="north bridge toll", answer=odd, source="Herald"))

    assert "It can't be published yet. It is kept as you typed it" in refused.content
    assert "- **Source, title**: the entry has no 'title'" in refused.content
    assert "Publish" not in labels(refused)[0]
    simcord_bot._connection._view_store._modals.clear()
    form = await editor.click(refused, label="Change the text")
    assert prefilled(form)["question"] == "north bridge toll"
    assert prefilled(form)["answer"] == odd

    await editor.submit_modal(form, prefilled(form) | {"question": ASKED})
    kept = await editor.click(last_of(await editor.slash(channel, "desk drafts")), label="Look at 1")
    again = await mended(editor, last_of(kept), "Change source 1", title="Stone", published="2024-03")
    shown = last_of(again)

    assert "Every check is passed." in shown.content
    published = await editor.click(shown, label="Publish")
    assert "Published" in text_of(published)
    fact = simcord_bot.newsroom.fact("who-painted-the-lighthouse")
    assert fact
    assert fact.answer == odd
    assert simcord_bot.newsroom.matcher.base.sources[fact.citations[0].source].title == "Stone"


async def test_an_edit_shows_what_differs_and_offers_the_correction(
    editor: simcord.MemberActor, alice: simcord.MemberActor, channel: simcord.ChannelHandle,
    newsroom: Newsroom, base_folder: Path,
) -> None:  # fmt: skip
    await alice.slash(channel, "ask", question="how much is the toll on north bridge")
    curated = (base_folder / "facts.yaml").read_bytes()
    answer = "Cars pay 5 dollars on North Bridge since March 2024, the Gazette reported."

    shown = last_of(await edited(editor, channel, answer=answer, note="We gave it as 4 dollars."))

    assert "> Answer: Cars pay ~~4~~ **5** dollars on" in shown.content
    assert "> Notes to readers: **We gave it as 4 dollars\\.**" in shown.content or "We gave it as 4" in shown.content
    assert "Your version takes the place of that in `base/facts.yaml:3`; the file keeps the old one." in shown.content

    published = await editor.click(shown, label="Publish")

    assert "Published with your changes" in text_of(published)
    assert "Shall I put right what was told?" in text_of(published)
    assert labels(last_of(published)) == [["Correct 1", "Leave 1"]]
    assert (base_folder / "facts.yaml").read_bytes() == curated
    fact = newsroom.fact(TOLL)
    assert fact
    assert (fact.answer, fact.corrections[-1].note) == (answer, "We gave it as 4 dollars.")
    assert fact.not_
    assert fact.citations[0].via == "the city council"


async def test_what_was_shown_over_other_facts_is_shown_anew(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    shown = last_of(await drafted(editor, channel))
    await rewrite(newsroom, base_folder, "Cars pay 4", "Cars pay 5")

    anew = last_of(await editor.click(shown, label="Publish"))

    assert anew.content.startswith("The draft or the facts have changed since that was shown, so nothing was done.")
    assert not (base_folder / "desk.yaml").exists()
    assert "Published" in text_of(await editor.click(anew, label="Publish"))


async def test_a_button_from_before_a_change_of_the_draft_publishes_nothing(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, base_folder: Path
) -> None:
    shown = last_of(await drafted(editor, channel))
    first, second = [await editor.click(shown, label="Wordings and days") for _ in range(2)]
    await editor.submit_modal(first, prefilled(first) | {"wordings": "lighthouse paint"})
    beside = last_of(await editor.submit_modal(second, prefilled(second) | {"wordings": "lighthouse colour"}))

    assert beside.content.startswith("Somebody has changed that draft meanwhile, so yours is kept beside it.")
    stale = last_of(await editor.click(shown, label="Publish"))
    assert stale.content.startswith("The draft or the facts have changed since")
    assert not (base_folder / "desk.yaml").exists()
    assert len(labels(last_of(await editor.slash(channel, "desk drafts")))[0]) == 2


async def test_what_is_deleted_is_handed_back(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    shown = last_of(await drafted(editor, channel))

    (file,) = last_of(await editor.click(shown, label="Delete draft")).attachments

    assert 'answer: "Nobody: it is bare stone."' in (await file.read()).decode()
    assert await newsroom.desk.drafts.newest(9) == ()
    assert text_of(await editor.slash(channel, "desk drafts")).startswith("Nobody is writing a fact.")


async def test_of_two_published_at_once_one_waits_for_a_second_look(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await drafted(editor, channel)
    (kept,) = await newsroom.desk.drafts.newest(9)
    both_drafts = (kept.draft, replace(kept.draft, question="Who built the lighthouse?", answer="Lind built it."))
    keys = [await key_of(newsroom, draft, ("ed",)) for draft in both_drafts]

    done = await asyncio.gather(
        *(release(newsroom, draft, key, ("ed",), NOON) for draft, key in zip(both_drafts, keys, strict=True))
    )

    assert [one is None for one in done] == [False, True]
    assert load(base_folder).version == newsroom.matcher.base.version
    assert newsroom.fact("who-built-the-lighthouse") is None


async def test_on_a_full_disk_nothing_is_served_and_the_draft_stays(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    shown = last_of(await drafted(editor, channel))
    served = newsroom.live.served
    monkeypatch.setattr("knowledge.service.publishing.write_whole", fail)

    refused = last_of(await editor.click(shown, label="Publish"))

    assert "cannot be written \\(No space left on device\\); let the bot write" in refused.content
    assert newsroom.live.served is served
    assert len(await newsroom.desk.drafts.newest(9)) == 1


async def test_what_can_t_be_kept_is_handed_back(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise StoreError("away")

    monkeypatch.setattr(newsroom.desk.drafts, "add", away)

    first, said = last_two(await drafted(editor, channel))

    (file,) = first.attachments
    assert 'answer: "Nobody: it is bare stone."' in (await file.read()).decode()
    assert "can't be reached at the moment" in said.content
