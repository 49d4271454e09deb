"""``/timeline``: a text at once and pictures after it, for the asker alone; what can't be read is refused."""

import pytest
import simcord

from bot.charts.apart import Artist
from bot.wording.timeline_chart import TimelineChart
from tests.bot.client.support import text_of

pytestmark = pytest.mark.simcord(shard_count=1)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"about": "Bob *the* Builder"}, "I have nobody and nothing called “Bob \\*the\\* Builder”"),
        ({"about": "Bob"}, "There is: Anna Berg; Tom Lind; North Bridge; South Bridge."),
        ({"about": "Anna Berg", "together_with": "Bob"}, "called “Bob”"),
        ({"about": "Anna Berg", "from": "spring"}, "“spring” is not a date; write a year, month or day such as 2026"),
        (
            {"about": "Anna Berg", "from": "2024", "until": "2023"},
            "“2023” is before 2024; write the earlier day first.",
        ),
    ],
)
async def test_what_cannot_be_read_is_refused(
    alice: simcord.MemberActor, channel: simcord.ChannelHandle, options: dict[str, str], says: str
) -> None:
    result = await alice.slash(channel, "timeline", **options)

    assert result.ephemeral
    assert says in text_of(result)


async def test_the_text_comes_first_and_then_the_picture_with_its_words(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_env: simcord.Env,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = []

    async def drawn(_: object, kind: str, charts: tuple[TimelineChart, ...]) -> tuple[bytes, ...]:
        asked.append([(kind, chart.is_dark) for chart in charts])
        return (b"PNG",) * len(charts)

    # The process that draws is tested by itself.
    monkeypatch.setattr(Artist, "draw", drawn)

    result = await alice.slash(channel, "timeline", about="north-bridge", dark=True)
    await simcord_env.settle()

    assert result.ephemeral
    assert asked == [[("timeline", True)]]
    (picture,) = result.followups
    assert "**1. March 2024** · 🟢 Confirmed\nCars pay 4 dollars on North Bridge" in text_of(result)
    (file,) = picture.attachments
    assert file.filename == "timeline-1.png"
    assert file.description == (
        "Timeline of North Bridge, 1 March 2024 to 31 March 2024. "
        "1. March 2024, Confirmed: How much is the toll on North Bridge?"
    )


async def test_without_a_day_there_is_no_picture(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    result = await alice.slash(channel, "timeline", about="Tom Lind", together_with="Anna Berg")

    assert not result.followups
    assert text_of(result).startswith("No fact on Tom Lind and Anna Berg says when it happened.")


async def test_without_the_picture_the_text_stays(
    alice: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    simcord_env: simcord.Env,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def drawn(*_: object) -> tuple[bytes, ...]:
        return ()

    monkeypatch.setattr(Artist, "draw", drawn)

    result = await alice.slash(channel, "timeline", about="North Bridge")
    await simcord_env.settle()

    assert text_of(result).endswith("The picture could not be drawn; the log says why.")


async def test_names_and_topics_are_offered(alice: simcord.MemberActor, channel: simcord.ChannelHandle) -> None:
    offered = await alice.autocomplete(channel, "timeline", "about", "br")
    assert [(one["name"], one["value"]) for one in offered] == [
        ("North Bridge", "north-bridge"), ("South Bridge", "south-bridge")
    ]  # fmt: skip
