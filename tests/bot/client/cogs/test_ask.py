from datetime import UTC, datetime, timedelta
from pathlib import Path

import discord
import pytest
import simcord

from bot.client.app import App
from bot.client.bot import FactBot
from bot.config import Config
from bot.desk.desk import Desk
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.conftest import settings_of

pytestmark = pytest.mark.simcord(shard_count=1)

NOON = datetime(2024, 3, 2, 12, tzinfo=UTC)
UNRELATED, RELATED = "    happened: 2024-03\n", "    related: [ferry-first-trip]\n"
REPORTED = "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."
TOLL = "how much is the toll on north bridge"


@pytest.fixture
def channel(simcord_env: simcord.Env) -> simcord.ChannelHandle:
    return simcord_env.create_guild().create_text_channel("general")


@pytest.fixture
def alice(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.MemberActor:
    return simcord_env.guild.add_member(simcord_env.create_user("alice"))


@pytest.fixture
def bare(simcord_env: simcord.Env, channel: simcord.ChannelHandle) -> simcord.ChannelHandle:
    """Return a channel in which the bot may not embed links."""
    guild = simcord_env.guild
    forbidden = discord.PermissionOverwrite(embed_links=False)
    return guild.create_text_channel("bare", overwrites={guild.default_role: forbidden})


async def waiting(newsroom: Newsroom) -> list[tuple[str, str, str | None]]:
    page = await newsroom.desk.queue.page(1)
    return [(question.text, question.reason, question.fact) for question in page.questions]


async def rewrite(newsroom: Newsroom, folder: Path, old: str, new: str) -> None:
    """Change a text in the facts and serve them."""
    facts = folder / "facts.yaml"
    text = facts.read_text("utf-8")
    assert old in text
    facts.write_text(text.replace(old, new, 1), "utf-8")
    await newsroom.reload(NOON, "test")


def labels(message: simcord.ResponseMessage) -> list[str]:
    return [button["label"] for row in message.components for button in row["components"]]


async def test_answer_shows_status_date_and_linked_source(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question=TOLL)

    assert result.response is not None
    embed = result.response.embeds[0]
    assert embed.title == "How much is the toll on North Bridge?"
    assert embed.description == "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."
    assert {field.name: field.value for field in embed.fields} == {
        "Status": "Confirmed · as of 1 March 2024",
        "Sources": "1. [Northfield Gazette, “The bridge, the ferry and the mayor”](<https://gazette.example/bridge>),"
        " 1 March 2024",
    }
    assert not result.ephemeral


async def test_private_answer_is_seen_by_the_asker_alone(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question=TOLL, private=True)

    assert result.ephemeral


async def test_contested_fact_shows_who_says_what(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "ask", question="why was Lind sacked by Berg")

    assert result.response is not None
    fields = {field.name: field.value for field in result.response.embeds[0].fields}
    assert fields["Status"] == "Disputed · as of 1 March 2024"
    assert fields["Tom Lind, 28 February 2024"] == "he paid every bill"


async def test_other_name_is_suggested_and_never_answered(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question="how much is the toll on south bridge")

    assert result.response is not None
    shown = result.response.embeds[0].description or ""
    assert shown.startswith("I have this for North Bridge, not for South Bridge. Did you mean:")
    assert labels(result.response) == ["How much is the toll on North Bridge?", "None of these"]


async def test_suggestion_button_shows_the_fact(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    offered = await alice.slash(channel, "ask", question="how much is the toll on south bridge")
    assert offered.response is not None

    result = await alice.click(offered.response, label="How much is the toll on North Bridge?")

    assert result.response is not None
    assert result.response.embeds[0].title == "How much is the toll on North Bridge?"


async def test_none_of_these_goes_to_the_desk_before_the_thanks(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    offered = await alice.slash(channel, "ask", question="how much is the toll on south bridge")
    assert offered.response is not None

    result = await alice.click(offered.response, label="None of these")

    assert result.response is not None
    assert result.response.content == "Thank you. Your question has gone to the editors."
    assert await waiting(newsroom) == [("how much is the toll on south bridge", "none of the suggestions", None)]


async def test_unknown_question_is_stored_before_it_is_said_to_be(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    result = await alice.slash(channel, "ask", question="who invented the zeppelin")

    assert result.response is not None
    assert "has gone to the editors" in (result.response.embeds[0].description or "")
    assert await waiting(newsroom) == [("who invented the zeppelin", "nothing near", None)]


async def test_sources_button_works_after_a_restart(
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    tmp_path: Path,
) -> None:
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None
    await simcord_env.restart_bot(App(newsroom, state=tmp_path / "commands.sha256").bot)

    result = await alice.click(answer.response, label="Sources in full")

    assert result.response is not None
    assert result.ephemeral
    assert "relying on the city council" in result.response.content


async def test_button_of_a_removed_fact_says_so(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None
    await rewrite(newsroom, base_folder, "id: north-bridge-toll", "id: toll-of-the-bridge")

    result = await alice.click(answer.response, label="Sources in full")

    assert result.response is not None
    assert result.response.content == "That fact has been removed since. Ask again with /ask."


async def test_direct_message_is_a_question(simcord_env: simcord.Env, alice: simcord.MemberActor) -> None:
    await alice.send_dm(TOLL)

    sent = [entry.json for entry in simcord_env.http_requests if entry.method == "POST"]
    assert sent[-1] is not None
    assert sent[-1]["embeds"][0]["title"] == "How much is the toll on North Bridge?"


async def test_mention_is_answered_and_other_talk_is_not(
    simcord_env: simcord.Env, alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    assert simcord_bot.user is not None
    await alice.send(channel, TOLL)
    first = channel.last_message
    assert first is not None
    assert first.author.id == alice.id

    await alice.send(channel, f"<@{simcord_bot.user.id}> {TOLL}")

    second = channel.last_message
    assert second is not None
    assert second.author.id == simcord_bot.user.id
    assert second.embeds[0].title == "How much is the toll on North Bridge?"


async def test_follow_up_names_the_subject_it_assumed(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.slash(channel, "ask", question="why was Lind sacked by Berg")

    result = await alice.slash(channel, "ask", question="and why did she do it to him?")

    assert result.response is not None
    footer = result.response.embeds[0].footer.text or ""
    assert footer.startswith("Taking it that you mean")


async def test_question_too_many_is_asked_to_wait(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, simcord_env: simcord.Env
) -> None:
    for _ in range(100):
        newsroom.cooldown.wait(alice.id, simcord_env.now())

    result = await alice.slash(channel, "ask", question=TOLL)

    assert result.response is not None
    assert result.response.content.startswith("That was a lot for one minute")
    assert result.ephemeral


async def test_autocomplete_offers_the_nearest_questions(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    choices = await alice.autocomplete(channel, "ask", "question", "ferry")

    assert [choice["value"] for choice in choices] == ["When did the ferry make its first trip?"]


async def test_fact_command_shows_the_picked_fact(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "fact", question="ferry-first-trip")

    assert result.response is not None
    assert result.response.embeds[0].description == "The ferry first sailed on 5 May 2021."


async def test_message_menu_shows_what_bears_on_a_message(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(channel, "they say it costs a fortune to cross the North Bridge, what is the toll")

    result = await alice.context_menu(channel, "Check against the reporting", message)

    assert result.ephemeral
    assert result.response is not None
    assert labels(result.response) == ["How much is the toll on North Bridge?"]


async def test_sources_command_counts_facts(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "sources")

    assert result.response is not None
    assert "3 facts, 1 report:" in result.response.content


async def test_plain_text_where_embeds_are_not_allowed(
    bare: simcord.ChannelHandle, alice: simcord.MemberActor, simcord_bot: FactBot
) -> None:
    assert simcord_bot.user is not None

    await alice.send(bare, f"<@{simcord_bot.user.id}> {TOLL}")

    sent = bare.last_message
    assert sent is not None
    assert not sent.embeds
    assert "Cars pay 4 dollars" in sent.content


async def test_plain_text_names_positions_and_the_assumed_subject(
    bare: simcord.ChannelHandle, alice: simcord.MemberActor, simcord_bot: FactBot
) -> None:
    assert simcord_bot.user is not None
    await alice.send(bare, f"<@{simcord_bot.user.id}> why was Lind sacked by Berg")
    await alice.send(bare, f"<@{simcord_bot.user.id}> and why did she do it to him?")

    sent = bare.last_message
    assert sent is not None
    assert sent.content.startswith("> and why did she do it to him?\n")
    assert "**Tom Lind, 28 February 2024**: he paid every bill" in sent.content
    assert "Taking it that you mean" in sent.content


async def test_long_answer_without_embeds_has_the_rest_one_button_away(  # noqa: PLR0913  its fixtures
    simcord_env: simcord.Env,
    alice: simcord.MemberActor,
    simcord_bot: FactBot,
    newsroom: Newsroom,
    base_folder: Path,
    bare: simcord.ChannelHandle,
) -> None:
    assert simcord_bot.user is not None
    more = " ".join(f"It was said in {year} that the toll was right." for year in range(1000, 1030))
    await rewrite(newsroom, base_folder, REPORTED, f"{REPORTED} {more}")
    await alice.send(bare, f"<@{simcord_bot.user.id}> {TOLL}")
    sent = bare.last_message
    assert sent is not None
    assert "was right. …" in sent.content
    assert "in 1029" not in sent.content

    result = await alice.click(sent, label="Show all of it")

    assert result.response is not None
    assert result.ephemeral
    assert "in 1029" in result.response.content


async def test_picked_fact_is_what_the_next_question_leans_on(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.slash(channel, "fact", question="mayor-dismissed-lind")

    result = await alice.slash(channel, "ask", question="and why did she do it to him?")

    assert result.response is not None
    assert result.response.embeds[0].footer.text == "Taking it that you mean Anna Berg, Tom Lind."


async def test_message_menu_reads_sentence_by_sentence(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(
        channel,
        "Nice weather in the harbour today! What is the toll on North Bridge? "
        "My aunt came by on her bicycle. Since when has the ferry been running?\nWell, see you.",
    )

    result = await alice.context_menu(channel, "Check against the reporting", message)

    assert result.response is not None
    assert set(labels(result.response)) == {
        "How much is the toll on North Bridge?",
        "When did the ferry make its first trip?",
    }


async def test_message_menu_finds_nothing_in_small_talk(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(channel, "see you at lunch")

    result = await alice.context_menu(channel, "Check against the reporting", message)

    assert result.response is not None
    assert result.response.content == "No checked fact bears on that message."


async def test_autocomplete_completes_the_word_under_way(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    choices = await alice.autocomplete(channel, "ask", "question", "when did the fer")

    assert choices[0]["value"] == "When did the ferry make its first trip?"


async def test_not_what_i_asked_sends_the_question_as_it_was_asked(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None

    await alice.click(answer.response, label="Not what I asked")

    assert await waiting(newsroom) == [(TOLL, "not what was asked", "north-bridge-toll")]


async def test_message_menu_holds_the_reporting_against_another_number(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(channel, "The toll on North Bridge is 7 dollars!")

    result = await alice.context_menu(channel, "Check against the reporting", message)

    assert result.response is not None
    assert labels(result.response) == ["How much is the toll on North Bridge?"]


async def test_not_what_i_asked_offers_what_else_there_is_where_the_desk_cannot_write_it_down(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "no-folder").touch()
    newsroom.desk = Desk(settings_of(tmp_path / "no-folder"), lambda: newsroom.matcher)
    offered = await alice.slash(channel, "ask", question="how much is the toll on south bridge")
    assert offered.response is not None

    result = await alice.click(offered.response, label="None of these")

    assert result.response is not None
    assert result.ephemeral
    assert (result.response.embeds[0].description or "").startswith("Perhaps one of these?")


async def test_private_question_stays_out_of_the_log(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="factbot"):
        await alice.slash(channel, "ask", question=TOLL, private=True)

    assert "question: answer north-bridge-toll" in caplog.messages
    assert TOLL not in caplog.text


async def test_related_button_offers_what_editors_call_related(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await rewrite(newsroom, base_folder, UNRELATED, RELATED)
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None

    result = await alice.click(answer.response, label="Related questions")

    assert result.response is not None
    assert result.ephemeral
    assert labels(result.response) == ["When did the ferry make its first trip?"]


async def test_related_facts_that_are_gone_are_said_to_be(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await rewrite(newsroom, base_folder, UNRELATED, RELATED)
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None
    await rewrite(newsroom, base_folder, RELATED, UNRELATED)

    result = await alice.click(answer.response, label="Related questions")

    assert result.response is not None
    assert result.response.content == "No question is related to that one any more."


async def test_buttons_count_as_questions(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, simcord_env: simcord.Env
) -> None:
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None
    for _ in range(100):
        newsroom.cooldown.wait(alice.id, simcord_env.now())

    result = await alice.click(answer.response, label="Sources in full")

    assert result.response is not None
    assert result.response.content.startswith("That was a lot for one minute")


async def test_about_says_how_to_complain(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "about")

    assert result.response is not None
    assert "Not what I asked" in result.response.content
    assert result.ephemeral


async def test_fact_command_offers_what_is_near_to_words_that_pick_nothing(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "fact", question="bridge toll")

    assert result.response is not None
    assert result.ephemeral
    assert labels(result.response)[0] == "How much is the toll on North Bridge?"


async def test_reply_to_the_bot_that_mentions_it_is_a_question(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, simcord_bot: FactBot
) -> None:
    assert simcord_bot.user is not None
    await alice.send(channel, f"<@{simcord_bot.user.id}> {TOLL}")
    first = channel.last_message
    assert first is not None

    await alice.send(channel, f"<@{simcord_bot.user.id}> when did the ferry make its first trip", reply_to=first)

    second = channel.last_message
    assert second is not None
    assert second.embeds[0].description == "The ferry first sailed on 5 May 2021."


def test_cooldown_opens_again_after_a_minute(config: Config) -> None:
    from bot.newsroom.cooldown import Cooldown

    cooldown = Cooldown(1)
    now = datetime(2024, 3, 1, tzinfo=UTC)
    assert cooldown.wait(1, now) is None
    assert cooldown.wait(1, now + timedelta(seconds=20)) == timedelta(seconds=40)

    later = cooldown.wait(1, now + timedelta(seconds=60))

    assert later is None
