"""The first of two yeses to a spreadsheet: said once, by one person, and kept no longer than all else."""

from datetime import timedelta

from tests.bot.desk.conftest import ANN, BOB, NOON, Room

KEY = "0123456789ab:0123456789abcdef"


async def test_the_first_yes_is_kept_and_no_second_takes_its_place(room: Room) -> None:
    signatures = room.desk.signatures

    assert await signatures.sign(KEY, ANN, "ann", NOON)
    assert not await signatures.sign(KEY, BOB, "bob", NOON)

    kept = await signatures.get(KEY)
    assert kept
    assert kept.by == "ann"
    assert signatures.is_by(kept, ANN)
    assert not signatures.is_by(kept, BOB)
    await signatures.drop(KEY)
    assert await signatures.get(KEY) is None


async def test_a_yes_goes_with_whoever_said_it_and_with_all_else_that_is_old(room: Room) -> None:
    signatures = room.desk.signatures
    await signatures.sign(KEY, ANN, "ann", NOON)
    await signatures.sign(KEY[::-1], BOB, "bob", NOON)

    await room.desk.privacy.forget(ANN)
    assert await signatures.get(KEY) is None
    assert await signatures.get(KEY[::-1])

    await room.desk.daily.purge(NOON + timedelta(days=1))
    assert await signatures.get(KEY[::-1]) is None
