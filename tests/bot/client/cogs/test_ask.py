import pytest
import simcord

from bot.client.bot import FactBot
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.support import TOLL, labels, text_of, waiting

ANSWER = "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."
pytestmark = pytest.mark.simcord(shard_count=1)


async def test_answer_shows_status_date_and_linked_source(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question=TOLL)

    assert result.response is not None
    assert not result.response.embeds
    assert result.response.content.splitlines() == [
        f"> {TOLL}",
        "**How much is the toll on North Bridge?**",
        "🟢 Confirmed · last checked 1 March 2024",
        "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported.",
        "-# 1. [Northfield Gazette, “The bridge, the ferry and the mayor”](<https://gazette.example/bridge>),"
        " 1 March 2024",
    ]
    assert not result.ephemeral


async def test_private_answer_is_seen_by_the_asker_alone(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question=TOLL, private=True)

    assert result.ephemeral


async def test_contested_fact_shows_who_says_what(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "ask", question="why was Lind sacked by Berg")

    assert result.response is not None
    lines = result.response.content.splitlines()
    assert lines[2] == "🟣 Disputed · last checked 1 March 2024"
    assert lines[4] == "**Tom Lind, 28 February 2024**: he paid every bill"


async def test_other_name_is_suggested_and_never_answered(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "ask", question="how much is the toll on south bridge")

    assert result.response is not None
    shown = result.response.content.partition("\n")[2]
    assert shown.startswith("I have this for North Bridge, not for South Bridge. Did you mean:")
    assert shown.splitlines()[1:] == ["1. How much is the toll on North Bridge?"]
    assert labels(result.response) == ["1", "None of these"]


async def test_unknown_question_is_stored_before_it_is_said_to_be(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    result = await alice.slash(channel, "ask", question="who invented the zeppelin")

    assert result.response is not None
    assert "has gone to the editors" in result.response.content
    assert await waiting(newsroom) == [("who invented the zeppelin", "nothing near", None)]


async def test_direct_message_is_answered_with_the_answer_first(
    simcord_env: simcord.Env, alice: simcord.MemberActor
) -> None:
    await alice.send_dm(TOLL)

    sent = [entry.json for entry in simcord_env.http_requests if entry.method == "POST"]
    assert sent[-1] is not None
    lines = sent[-1]["content"].splitlines()
    assert lines[:3] == [
        "**How much is the toll on North Bridge?**",
        "🟢 Confirmed · last checked 1 March 2024",
        ANSWER,
    ]
    assert lines[-1] == f"-# You asked: {TOLL}"


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
    assert ANSWER in second.content


async def test_follow_up_names_the_subject_it_assumed(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.slash(channel, "ask", question="why was Lind sacked by Berg")

    result = await alice.slash(channel, "ask", question="and why did she do it to him?")

    assert result.response is not None
    assert result.response.content.splitlines()[-1].startswith("*Taking it that you mean")


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

    assert [choice["value"] for choice in choices] == ["ferry maiden voyage date"]


async def test_fact_command_shows_the_picked_fact(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "fact", question="ferry-first-trip")

    assert result.response is not None
    assert "\nThe ferry first sailed on 5 May 2021.\n" in result.response.content


async def test_message_menu_shows_what_bears_on_a_message(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(channel, "they say it costs a fortune to cross the North Bridge, what is the toll")

    result = await alice.context_menu(channel, "Check against the reporting", message)

    assert result.ephemeral
    assert "1. **How much is the toll on North Bridge?**" in text_of(result)


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


async def test_picked_fact_is_what_the_next_question_leans_on(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    await alice.slash(channel, "fact", question="mayor-dismissed-lind")

    result = await alice.slash(channel, "ask", question="and why did she do it to him?")

    assert result.response is not None
    assert result.response.content.endswith("\n*Taking it that you mean Anna Berg, Tom Lind.*")


async def test_message_menu_reads_sentence_by_sentence(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(
        channel,
        "Nice weather in the harbour today! What is the toll on North Bridge? "
        "My aunt came by on her bicycle. Since when has the ferry been running?\nWell, see you.",
    )

    result = await alice.context_menu(channel, "Check against the reporting", message)

    shown = text_of(result)
    assert "1. **How much is the toll on North Bridge?**" in shown
    assert "2. **When did the ferry make its first trip?**" in shown


async def test_message_menu_finds_nothing_in_small_talk(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    message = await alice.send(channel, "see you at lunch")

    result = await alice.context_menu(channel, "Check against the reporting", message)

    assert text_of(result) == "No checked fact bears on that message."


async def test_autocomplete_completes_the_word_under_way(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    choices = await alice.autocomplete(channel, "ask", "question", "when did the fer")

    assert choices[0]["value"] == "When did the ferry make its first trip?"


async def test_private_question_stays_out_of_the_log(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", logger="factbot"):
        await alice.slash(channel, "ask", question=TOLL, private=True)

    assert "question: answer north-bridge-toll" in caplog.messages
    assert TOLL not in caplog.text


async def test_fact_command_offers_what_is_near_to_words_that_pick_nothing(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    result = await alice.slash(channel, "fact", question="bridge toll")

    assert result.response is not None
    assert result.ephemeral
    assert result.response.content.splitlines()[1] == "1. How much is the toll on North Bridge?"
    assert labels(result.response)[0] == "1"


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
    assert "The ferry first sailed on 5 May 2021." in second.content
