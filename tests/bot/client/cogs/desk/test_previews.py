"""What a preview warns of before a fact is published: weak spots, questions that move, changes made meanwhile."""

from pathlib import Path

import pytest
import simcord

from bot.newsroom.newsroom import Newsroom
from tests.bot.client.cogs.desk.drafting import edited, mended, prefilled
from tests.bot.client.cogs.desk.support import FERRY_QUESTION, TOLL_QUESTION, last_of
from tests.bot.client.support import rewrite

pytestmark = pytest.mark.simcord(shard_count=1)
FERRY, TAKEN = "ferry-first-trip", "how much do drivers pay to cross on North Bridge"
WOULD_MOVE = "These of the facts' own questions would be answered otherwise:"


async def with_wording(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, *wordings: str
) -> simcord.ResponseMessage:
    """Return the preview of the ferry fact with more wordings."""
    form = await editor.slash(channel, "desk edit", fact=FERRY)
    shown = last_of(await editor.submit_modal(form, prefilled(form) | {"answer": "It first sailed in May 2021."}))
    held = prefilled(await editor.click(shown, label="Wordings and days"))["wordings"]
    return last_of(await mended(editor, shown, "Wordings and days", wordings="\n".join([held, *wordings])))


async def test_a_question_that_the_edit_takes_from_another_fact_is_shown_with_the_questions_of_both(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    shown = await with_wording(editor, channel, TAKEN)

    _, told, after = shown.content.partition(WOULD_MOVE)
    assert told
    assert after.splitlines()[1] == f"- “{TAKEN}”: so far by “{TOLL_QUESTION}”, then by “{FERRY_QUESTION}”"
    assert "north-bridge-toll" not in shown.content
    assert (await newsroom.by_itself(TAKEN)).fact.question == TOLL_QUESTION  # type: ignore[union-attr]


async def test_a_question_that_nothing_has_answered_so_far_is_said_to_be_new(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    shown = await with_wording(editor, channel, "who owns the zeppelin")

    assert f"- “who owns the zeppelin”: so far by none, then by “{FERRY_QUESTION}”" in shown.content


async def test_an_edit_that_moves_no_question_says_nothing_of_it(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    assert WOULD_MOVE not in last_of(await edited(editor, channel, answer="Cars pay 5 dollars there.")).content


async def test_what_may_be_published_all_the_same_is_warned_of(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle
) -> None:
    leaning = last_of(await edited(editor, channel, answer="Yes, since March 2024.")).content
    lost = (await with_wording(editor, channel, TAKEN)).content

    for said in (leaning, lost):
        assert "\nIt may be published; the checks warn:\n- " in said
        assert "Every check is passed." not in said
    assert "- the answer begins 'Yes, since March 2024. ...', which only one question fits" in leaning
    assert f"- risky wording: something close to “{TAKEN}” may get the answer to **{TOLL_QUESTION}**" in lost


async def test_a_fact_that_was_changed_since_the_edit_began_is_said_to_have_changed(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    answer = "Cars pay 6 dollars on North Bridge since March 2024, the Gazette reported."
    first = last_of(await edited(editor, channel, answer=answer)).content
    await rewrite(newsroom, base_folder, "Cars pay 4", "Cars pay 5")

    drafts = last_of(await editor.slash(channel, "desk drafts"))
    again = last_of(await editor.click(drafts, label="Look at 1")).content

    said = "\n**The fact has been changed since you began: look closely at what yours takes back.**\n"
    assert (said in first, said in again) == (False, True)
    assert "> Answer: Cars pay ~~5~~ **6** dollars on" in again
