"""The buttons below a reply."""

from pathlib import Path

import pytest
import simcord

from bot.client.app import App
from bot.client.bot import FactBot
from bot.desk.desk import Desk
from bot.newsroom.newsroom import Newsroom
from tests.bot.client.conftest import settings_of
from tests.bot.client.support import TOLL, labels, rewrite, waiting

pytestmark = pytest.mark.simcord(shard_count=1)

UNRELATED, RELATED = "    happened: 2024-03\n", "    related: [ferry-first-trip]\n"
SOUTH = "how much is the toll on south bridge"
REPORTED = "Cars pay 4 dollars on North Bridge since March 2024, the Gazette reported."


async def test_suggestion_button_shows_the_fact(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    offered = await alice.slash(channel, "ask", question="how much is the toll on south bridge")
    assert offered.response is not None

    result = await alice.click(offered.response, label="1")

    assert result.response is not None
    assert result.response.content.splitlines()[2].startswith("Cars pay 4 dollars")


async def test_none_of_these_goes_to_the_desk_before_the_thanks(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    offered = await alice.slash(channel, "ask", question="how much is the toll on south bridge")
    assert offered.response is not None

    result = await alice.click(offered.response, label="None of these")

    assert result.response is not None
    assert result.response.content == "Thank you. Your question has gone to the editors."
    assert await waiting(newsroom) == [("how much is the toll on south bridge", "none of the suggestions", None)]


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


async def test_the_words_that_an_answer_rests_on_stand_behind_the_sources_button_and_not_in_the_answer(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await rewrite(newsroom, base_folder, "via: the city council", "quote: '@here four *dollars*', where: paragraph 3")
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None

    result = await alice.click(answer.response, label="Sources in full")

    assert result.response is not None
    assert "paragraph" not in answer.response.content
    assert "“\\@here four \\*dollars\\*” (paragraph 3)" in result.response.content


async def test_button_of_a_removed_fact_says_so(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None
    await rewrite(newsroom, base_folder, "id: north-bridge-toll", "id: toll-of-the-bridge")

    result = await alice.click(answer.response, label="Sources in full")

    assert result.response is not None
    assert result.response.content == "That fact has been removed since. Ask again with /ask."


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


async def test_not_what_i_asked_sends_the_question_as_it_was_asked(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None

    await alice.click(answer.response, label="Not what I asked")

    assert await waiting(newsroom) == [(TOLL, "not what was asked", "north-bridge-toll")]


async def test_not_what_i_asked_offers_what_comes_next(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    # In a base of three facts the second is seldom near.
    monkeypatch.setattr("bot.client.reply_actions.WORTH_SUGGESTING", 0.0)
    answer = (await alice.slash(channel, "ask", question=TOLL)).response
    assert answer is not None

    result = await alice.click(answer, label="Not what I asked")

    assert result.response is not None
    assert result.ephemeral
    lines = result.response.content.splitlines()
    assert lines[0] == "Thank you. Your question has gone to the editors. Perhaps one of these?"
    assert set(lines[1:]) == {
        "1. When did the ferry make its first trip?",
        "2. Why did Anna Berg dismiss Tom Lind?",
    }
    assert labels(result.response) == ["1", "2", "Tell me when there is an answer"]
    shown = await alice.click(result.response, label="1")
    assert shown.response is not None
    assert "The ferry first sailed on 5 May 2021." in shown.response.content


@pytest.mark.parametrize(("label", "asked"), [("Not what I asked", TOLL), ("None of these", SOUTH)])
async def test_where_the_desk_cannot_write_it_down_what_else_there_is_is_offered_all_the_same(  # noqa: PLR0913
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    newsroom: Newsroom,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    label: str,
    asked: str,
) -> None:
    (tmp_path / "full" / "journal.jsonl").mkdir(parents=True)
    newsroom.desk = Desk(settings_of(tmp_path / "full"), lambda: newsroom.matcher)
    monkeypatch.setattr("bot.client.reply_actions.WORTH_SUGGESTING", 0.0)
    shown = await alice.slash(channel, "ask", question=asked)
    assert shown.response is not None

    result = await alice.click(shown.response, label=label)

    assert result.response is not None
    assert result.ephemeral
    # What was refused already is not offered again.
    assert "How much is the toll on North Bridge?" not in result.response.content
    assert result.response.content.startswith("Perhaps one of these?")


async def test_related_button_offers_what_editors_call_related(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await rewrite(newsroom, base_folder, UNRELATED, RELATED)
    answer = await alice.slash(channel, "ask", question=TOLL)
    assert answer.response is not None

    result = await alice.click(answer.response, label="Related questions")

    assert result.response is not None
    assert result.ephemeral
    assert result.response.content == "Related questions:\n1. When did the ferry make its first trip?"
    assert labels(result.response) == ["1"]


async def test_a_reply_names_what_is_related(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    await rewrite(newsroom, base_folder, UNRELATED, RELATED)

    answer = await alice.slash(channel, "ask", question=TOLL)

    assert answer.response is not None
    assert answer.response.content.splitlines()[-1] == "-# See also: When did the ferry make its first trip?"


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


async def suggested(newsroom: Newsroom) -> list[str]:
    page = await newsroom.desk.queue.page(1, "suggested")
    return [question.text for question in page.questions]


async def test_suggestions_that_nobody_picks_leave_the_question_to_the_editors(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    await alice.slash(channel, "ask", question=SOUTH)
    await alice.slash(channel, "ask", question=SOUTH, private=True)
    await alice.send_dm(SOUTH)

    assert await suggested(newsroom) == [SOUTH]
    assert (await newsroom.desk.queue.search("south", 5))[0].asked == 3
    assert await waiting(newsroom) == []


@pytest.mark.parametrize("private", [False, True])
async def test_a_suggestion_that_is_picked_answers_the_question(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, *, private: bool
) -> None:
    shown = (await alice.slash(channel, "ask", question=SOUTH, private=private)).response
    assert shown is not None

    await alice.click(shown, label="1")

    assert await suggested(newsroom) == []


async def test_a_suggestion_that_is_picked_by_its_number_answers_the_question(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    await alice.slash(channel, "ask", question=SOUTH)

    await alice.slash(channel, "ask", question="the first one")

    assert await suggested(newsroom) == []


async def test_whoever_asks_something_else_has_picked_nothing(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    await alice.slash(channel, "ask", question=SOUTH)

    await alice.slash(channel, "ask", question=TOLL)

    assert await suggested(newsroom) == [SOUTH]


async def test_none_of_these_opens_the_question_and_counts_it_once(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    shown = (await alice.slash(channel, "ask", question=SOUTH)).response
    assert shown is not None

    await alice.click(shown, label="None of these")

    assert await waiting(newsroom) == [(SOUTH, "none of the suggestions", None)]
    assert await suggested(newsroom) == []
