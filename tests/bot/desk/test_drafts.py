"""Drafts in the store: each change kept once, the first yes counted once, all gone with retention or at a word."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.desk import drafts
from bot.desk.drafting import Draft
from tests.bot.desk.conftest import ANN, BOB, NOON, Room

TYPED = Draft(question="Who painted the lighthouse?", answer="a: b\n# c 🌉 | " * 50, wordings="one\ntwo")
KEY, OTHER = "0a:0b", "0a:0c"


async def test_a_draft_is_kept_as_it_was_typed_until_it_is_let_go_of(room: Room) -> None:
    kept = await room.desk.drafts.add(TYPED, ANN, NOON)
    assert kept

    assert (await room.desk.drafts.get(kept.number)) == kept
    assert kept.draft == TYPED
    assert await room.desk.drafts.drop(kept.number) == kept
    assert await room.desk.drafts.get(kept.number) is None
    assert await room.desk.drafts.drop(kept.number) is None


async def test_what_was_changed_meanwhile_is_not_written_over(room: Room) -> None:
    kept = await room.desk.drafts.add(TYPED, ANN, NOON)
    assert kept

    first = await room.desk.drafts.change(kept, replace(TYPED, answer="first"), NOON)
    assert first
    assert await room.desk.drafts.change(kept, replace(TYPED, answer="second"), NOON) is None
    assert await room.desk.drafts.newest(9) == (first,)


async def test_the_first_yes_counts_once_and_only_for_what_it_was_given_to(room: Room) -> None:
    kept = await room.desk.drafts.add(TYPED, ANN, NOON)
    assert kept
    assert await room.desk.drafts.sign(kept, KEY, ANN, "ann")
    assert not await room.desk.drafts.sign(kept, KEY, BOB, "bob")
    signed = await room.desk.drafts.get(kept.number)
    assert signed
    assert signed.signature
    assert signed.signature.by == "ann"
    assert room.desk.drafts.is_by(signed.signature, ANN)
    assert not room.desk.drafts.is_by(signed.signature, BOB)

    assert await room.desk.drafts.sign(kept, OTHER, BOB, "bob")
    changed = await room.desk.drafts.change(signed, replace(TYPED, answer="x"), NOON)
    assert changed
    assert changed.signature is None
    assert not await room.desk.drafts.sign(kept, KEY, ANN, "ann")


async def test_there_are_so_many_and_no_more(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "MOST", 1)
    assert await room.desk.drafts.add(TYPED, ANN, NOON)

    assert await room.desk.drafts.add(TYPED, ANN, NOON) is None


async def test_a_draft_goes_with_all_else_that_is_too_old(room: Room) -> None:
    old = await room.desk.drafts.add(TYPED, ANN, NOON)
    new = await room.desk.drafts.add(TYPED, ANN, NOON + timedelta(days=2))
    assert old

    await room.desk.daily.purge(NOON + timedelta(days=1))

    assert await room.desk.drafts.newest(9) == (new,)


async def test_whoever_is_forgotten_leaves_neither_drafts_nor_a_yes(room: Room) -> None:
    own = await room.desk.drafts.add(TYPED, ANN, NOON)
    others = await room.desk.drafts.add(TYPED, BOB, NOON)
    assert own
    assert others
    await room.desk.drafts.sign(others, KEY, ANN, "ann")
    assert (await room.desk.privacy.show(ANN)).drafts == (TYPED.question,)

    await room.desk.privacy.forget(ANN)

    assert await room.desk.drafts.newest(9) == (others,)
    assert not (await room.desk.privacy.show(ANN)).drafts
