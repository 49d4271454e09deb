"""Names and sides of a fact, edited below its preview; and files with wordings or a whole draft, taken in there."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from simcord import ResponseMessage as Message

from bot.client.bot import FactBot
from bot.client.cogs.desk.typed import typed_of
from bot.client.cogs.desk.uploads import file_in
from bot.client.errors import NoSuchButtonError
from bot.desk.draft_files import FILE_BYTES
from bot.newsroom.newsroom import Newsroom
from bot.store.opening import StoreError
from knowledge.loading.loader import load
from tests.bot.client.cogs.desk.drafting import (
    ASKED,
    both,
    drafted,
    edited,
    last_two,
    mended,
    prefilled,
)
from tests.bot.client.cogs.desk.support import TOLL, last_of
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)
REFUSAL = "Only the editors of this fact base may do that."
SIDES, FORGED = "Names and sides", "I don't have that button or form any more."
GAZETTE = "gazette-2024-03-01"


async def handed_in(editor: simcord.MemberActor, shown: Message, name: str, content: bytes, **typed: str) -> Message:
    """Hand in a file with the form below a preview; return what is said then, over the buttons."""
    return last_of(await mended(editor, shown, SIDES, file=(name, content), **typed))


@pytest.fixture
async def shown(editor: simcord.MemberActor, channel: simcord.ChannelHandle) -> Message:
    """Return the preview of a draft that has something to publish."""
    return last_of(await drafted(editor, channel))


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the names of the files that are fetched from here on."""
    names, read = [], discord.Attachment.read

    async def noted(self: discord.Attachment, **more: Any) -> bytes:
        names.append(self.filename)
        return await read(self, **more)

    monkeypatch.setattr(discord.Attachment, "read", noted)
    return names


async def test_what_no_other_form_shows_is_edited_and_published(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom, base_folder: Path
) -> None:
    edit = last_of(await edited(editor, channel, answer="Cars pay 5 dollars."))
    form = await editor.click(edit, label=SIDES)
    assert prefilled(form) == {
        "entities": "", "related": "", "positions": "", "citations": f"{GAZETTE}; via the city council",
    }  # fmt: skip

    result = await editor.submit_modal(form, {
        "entities": "Anna Berg\nnorth-bridge", "related": "When did the ferry make its first trip?",
        "positions": 'Tom Lind; "it is too much; far too much"; 2024-02', "citations": f"{GAZETTE}; supports the sum",
    })  # fmt: skip

    reply, said = both(result)
    assert "**Tom Lind, February 2024**: it is too much; far too much" in reply
    assert "> Who and what: **anna\\-berg, north\\-bridge**" in said
    assert "> Sources: gazette\\-2024\\-03\\-01; ~~via~~ **supports** the ~~city council~~ **sum**" in said
    assert (
        'Tom Lind; "it is too much; far too much"; 2024-02'
        in prefilled(await editor.click(last_of(result), label=SIDES)).values()
    )
    await editor.click(last_of(result), label="Publish")
    fact = newsroom.fact(TOLL)
    assert fact
    assert (fact.entities, fact.related) == (("anna-berg", "north-bridge"), ("ferry-first-trip",))
    assert (fact.citations[0].supports, fact.citations[0].via) == ("the sum", None)
    assert load(base_folder).version == newsroom.matcher.base.version


async def test_what_the_checks_find_in_it_comes_with_its_field_and_stays_as_typed(
    editor: simcord.MemberActor, shown: Message
) -> None:
    typed = {"entities": "Nobody", "related": "none-such", "positions": "lind\nx; y; z; 1; 2", "citations": "sun; x"}

    refused = last_of(await mended(editor, shown, SIDES, **typed))

    assert "- **Positions, line 1**: it does not say both who and what they say; write it as: who;" in refused.content
    assert "- **Positions, line 2**: 5 parts; there are four" in refused.content
    assert (
        "- **Sources, line 1**: 'x' begins with none of supports, via, quote, where, archive, accessed; begin it"
        in refused.content
    )
    mending = await editor.click(refused, label=SIDES)
    assert prefilled(mending) == typed | {"citations": "sun; x\nherald-2024-03-02"}

    typed |= {"entities": "nobody", "positions": "lind; no; 2024-13", "citations": "sun; via x"}
    fit = typed | {"positions": "lind; no"}
    refused = last_of(await editor.submit_modal(mending, typed))
    assert "- **Positions**: positions.1.on is '2024-13', which is in no month" in refused.content.replace("\\", "")

    mending = await editor.click(refused, label=SIDES)
    refused = last_of(await editor.submit_modal(mending, fit))

    for said in (
        "- **Who and what it is about**: unknown entity 'nobody'",
        "- **Related facts**: unknown fact 'none-such'",
        "- **Positions**: unknown entity 'lind'",
        "- **Sources**: unknown source 'sun'",
    ):
        assert said in refused.content.replace("\\", ""), refused.content


async def test_wordings_from_a_file_stand_behind_those_that_are_there(
    editor: simcord.MemberActor, shown: Message, newsroom: Newsroom
) -> None:
    said = await handed_in(
        editor, shown, "more.TXT", b"lighthouse paint\r\nwhose paint\n" + ASKED.encode(), entities="tom-lind"
    )

    assert said.content.startswith("**more.TXT** adds 2 wordings.\nAbove: the reply")
    (kept,) = await newsroom.desk.drafts.newest(9)
    assert (kept.draft.wordings, kept.draft.entities) == ("lighthouse paint\nwhose paint", "tom-lind")
    again = await handed_in(editor, said, "more.txt", b"Whose paint?")
    assert again.content.startswith("**more.txt** brings no wording that the draft does not have.")


async def test_a_draft_that_was_handed_back_is_filled_in_again(
    editor: simcord.MemberActor, channel: simcord.ChannelHandle, newsroom: Newsroom
) -> None:
    edit = last_of(await edited(editor, channel, answer="Cars pay 5 dollars.", note="We gave it as 4."))
    (file,) = last_of(await editor.click(edit, label="Delete draft")).attachments
    content = await file.read()
    edit = last_of(await edited(editor, channel, answer="Cars pay 6 dollars."))

    result = await mended(editor, edit, SIDES, file=(file.filename, content))

    before = result.response
    assert before
    assert before.content.startswith("The file takes the place of what the draft said before")
    assert b"6 dollars" in await before.attachments[0].read()
    assert last_of(result).content.startswith(f"The draft says now what **{TOLL}.yaml** says, and nothing else.")
    assert "Cars pay 5 dollars." in both(result)[0]
    assert "> Notes to readers: **We gave it as 4.**" in last_of(result).content
    (kept,) = await newsroom.desk.drafts.newest(9)
    assert kept.draft.of == TOLL


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (("more.docx", b"PK"), "**more.docx** was not taken: it is neither .txt nor .yaml."),
        (("more", b"x"), "**more** was not taken: it is neither .txt nor .yaml."),
        (("a\u202e\n**b**.txt", b"\xff"), "- **a____b__.txt, line 1**: not UTF\\-8 text; save the file as UTF-8"),
        (("more.txt", b"x" * (FILE_BYTES + 1)), "**more.txt** was not taken: it is larger than 128 KiB."),
        (("more.txt", b"a b\nc\x01d"), "- **more.txt, line 2**: an invisible control character; delete"),
        (("d.yaml", b"facts:\n  - question: a: b"), "- **d.yaml, line 2**: a colon in a text; put the text in quotes"),
        (
            ("d.yaml", b"facts: [{question: a}, {question: b}]"),
            "- **d.yaml**: 2 facts, and a draft is one; hand",
        ),
        (("d.yaml", b'facts: [{question: "a\\0"}]'), "question is 'a', with an invisible control character"),
    ],
)
async def test_a_file_is_refused_in_words_and_the_form_is_kept(
    editor: simcord.MemberActor, shown: Message, newsroom: Newsroom, file: tuple[str, bytes], said: str
) -> None:
    message = await handed_in(editor, shown, *file, positions="Tom Lind; no")

    assert said in message.content
    assert "All else of the form is kept." in message.content
    (kept,) = await newsroom.desk.drafts.newest(9)
    assert (kept.draft.question, kept.draft.positions, kept.draft.wordings) == (ASKED, "Tom Lind; no", "")


async def test_what_discord_does_not_hand_over_is_told(
    editor: simcord.MemberActor, shown: Message, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> bytes:
        raise OSError("reset")

    monkeypatch.setattr(discord.Attachment, "read", away)

    message = await handed_in(editor, shown, "w.txt", b"x", entities="tom-lind")

    assert message.content.startswith("**w.txt** was not taken: Discord did not hand it over.")
    assert prefilled(await editor.click(message, label=SIDES))["entities"] == "tom-lind"


async def test_no_file_of_a_former_editor_is_fetched(
    editor: simcord.MemberActor, shown: Message, newsroom: Newsroom, fetched: list[str]
) -> None:
    form = await editor.click(shown, label=SIDES)
    newsroom.config = newsroom.config.model_copy(update={"editor_roles": ()})

    assert text_of(await editor.submit_modal(form, {"file": ("w.txt", b"x")})) == REFUSAL
    assert text_of(await editor.click(shown, label=SIDES)) == REFUSAL
    assert fetched == []


async def test_a_file_for_a_draft_that_somebody_changes_meanwhile_is_kept_beside_it(
    editor: simcord.MemberActor, shown: Message, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They change it while the file is being fetched."""
    read = discord.Attachment.read

    async def slow(self: discord.Attachment) -> bytes:
        (kept,) = await newsroom.desk.drafts.newest(9)
        await newsroom.desk.drafts.change(kept, replace(kept.draft, answer="Lind."), kept.at)
        return await read(self)

    monkeypatch.setattr(discord.Attachment, "read", slow)

    message = await handed_in(editor, shown, "w.txt", b"whose paint", entities="tom-lind")

    assert message.content.startswith("Somebody has changed that draft meanwhile, so yours is kept beside it.")
    drafts = [kept.draft for kept in await newsroom.desk.drafts.newest(9)]
    assert sorted((draft.answer, draft.wordings) for draft in drafts) == [
        ("Lind.", ""),
        ("Nobody: it is bare stone.", "whose paint"),
    ]


async def test_what_can_t_be_kept_of_a_file_is_handed_back(
    editor: simcord.MemberActor, shown: Message, newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, change = discord.Attachment.read, newsroom.desk.drafts.change

    async def away(*_: object) -> None:
        raise StoreError("away")

    async def read_then_lost(self: discord.Attachment) -> bytes:
        monkeypatch.setattr(newsroom.desk.drafts, "change", away)
        return await read(self)

    monkeypatch.setattr(discord.Attachment, "read", read_then_lost)
    first, said = last_two(await mended(editor, shown, SIDES, file=("w.txt", b"whose paint")))
    monkeypatch.setattr(newsroom.desk.drafts, "change", change)

    assert b"whose paint" in await first.attachments[0].read()
    assert "can't be reached at the moment" in said.content


UPLOADED = {"id": "7", "filename": "w.txt", "size": 1, "url": "https://x.example/w", "proxy_url": "https://x.example/w"}


def form_with(ids: object, described: object) -> dict[str, Any]:
    field = {"type": 19, "custom_id": "file", "values": ids}
    resolved = {"attachments": {"7": described}}
    return {"custom_id": "deskform:sides:1:1", "components": [{"type": 18, "component": field}], "resolved": resolved}


@pytest.mark.parametrize(
    ("ids", "described"),
    [
        (["8"], UPLOADED),
        (["7", "7"], UPLOADED),
        ([7], UPLOADED),
        ([["7"]], UPLOADED),
        (7, UPLOADED),
        ("77", UPLOADED),
        ({"7": 7}, "w.txt"),
        (["7"], None),
        (["7"], {}),
        (["7"], UPLOADED | {"id": "8"}),
        (["7"], UPLOADED | {"id": "x"}),
        (["7"], UPLOADED | {"size": "1"}),
        (["7"], UPLOADED | {"filename": None}),
        (["7"], UPLOADED | {"url": 1}),
    ],
)
async def test_a_forged_file_ends_as_a_forged_form_does(simcord_bot: FactBot, ids: object, described: object) -> None:
    interaction: Any = discord.Object(1)
    interaction = type("Interaction", (), {"_state": simcord_bot._connection, "guild_id": None, "guild": None})()

    with pytest.raises(NoSuchButtonError):
        file_in(interaction, typed_of(form_with(ids, described)), "file")


def test_a_form_without_a_file_has_none() -> None:
    assert typed_of(form_with([], UPLOADED)).files == {}
    assert typed_of(form_with(None, UPLOADED)).files == {}
