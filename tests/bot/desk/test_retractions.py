"""A report that is taken back makes the answers that rested on it outdated, and nothing else."""

from datetime import UTC, datetime

from bot.desk.records import Content, content_of
from tests.bot.desk.conftest import ANN, NOON, Room
from tests.bot.desk.senders import Sender, done

TOLL, FERRY = "north-bridge-toll", "ferry-first-trip"


def retract(room: Room, back: str = '{on: 2024-03-02, note: "It was made up."}') -> None:
    """Mark the Gazette's report as taken back, or, with "", as standing again; and reload."""
    path = room.live.folder / "sources.yaml"
    line = f"    retracted: {back}\n" if back else ""
    kept = [text for text in path.read_text("utf-8").splitlines(keepends=True) if "retracted:" not in text]
    path.write_text("".join(kept) + line, "utf-8")
    room.live.reload(NOON, "test")


async def test_the_version_of_a_fact_on_sound_reports_is_that_of_earlier_releases(room: Room) -> None:
    assert content_of(room.fact(TOLL), room.base, NOON).version == "cd5d50084b03"


async def test_whoever_was_told_before_it_was_taken_back_was_told_otherwise(room: Room) -> None:
    room.show(TOLL, message=70)
    room.show(FERRY, message=71)
    room.desk.watch_fact(ANN, room.fact(TOLL), NOON)
    assert await room.desk.corrections.outdated(room.base, NOON) == ()

    retract(room)

    found = {one.name: one for one in await room.desk.corrections.outdated(room.base, NOON)}
    assert {name: (one.replies, one.watchers) for name, one in found.items()} == {TOLL: (1, 1), FERRY: (1, 0)}
    now = found[TOLL].now
    assert now is not None
    assert now.retractions == (("gazette-2024-03-01", "2024-03-02", "It was made up."),)


async def test_once_it_is_put_right_nothing_is_left_until_the_report_stands_again(room: Room) -> None:
    room.show(TOLL, message=70)
    retract(room)
    (one,) = await room.desk.corrections.outdated(room.base, NOON)
    await room.desk.corrections.begin(one, 1, (), NOON)
    sender = Sender(edit=done)
    while await room.desk.deliverer.step(sender):
        pass

    assert ("edit", 5, 70) in sender.sent
    assert await room.desk.corrections.outdated(room.base, NOON) == ()

    retract(room, "")
    (back,) = await room.desk.corrections.outdated(room.base, NOON)
    assert [old.retractions[0][0] for old in back.olds] == ["gazette-2024-03-01"]


async def test_another_note_or_day_is_another_retraction(room: Room) -> None:
    retract(room)
    room.show(TOLL, message=70)
    assert await room.desk.corrections.outdated(room.base, NOON) == ()

    retract(room, '{on: 2024-03-02, note: "Half of it was made up."}')
    (one,) = await room.desk.corrections.outdated(room.base, NOON)
    assert one.replies == 1


def test_a_record_of_an_earlier_release_has_no_retractions() -> None:
    line = {"at": datetime(2024, 3, 2, tzinfo=UTC), "fact": TOLL, "version": "0" * 12, "answer": "a",
            "status": "confirmed", "corrections": ()}  # fmt: skip
    assert Content.model_validate(line).retractions == ()
