from datetime import UTC, datetime, timedelta

from bot.newsroom.cooldown import Cooldown, Wait

NOW = datetime(2024, 3, 1, tzinfo=UTC)


def seconds(number: float) -> timedelta:
    return timedelta(seconds=number)


def test_cooldown_opens_again_after_a_minute() -> None:
    cooldown = Cooldown(1)
    assert cooldown.wait(1, NOW) is None
    assert cooldown.wait(1, NOW + seconds(20)) == Wait(seconds(40), is_news=True)

    assert cooldown.wait(1, NOW + seconds(60)) is None


def test_of_a_hundred_refusals_in_a_minute_one_is_news() -> None:
    cooldown = Cooldown(10)

    waits = [cooldown.wait(1, NOW + seconds(number / 2)) for number in range(100)]

    assert waits[:10] == [None] * 10
    assert [wait.is_news for wait in waits[10:] if wait] == [True, *[False] * 89]


def test_each_person_is_told_and_again_the_next_minute() -> None:
    cooldown = Cooldown(1)
    for user in (1, 2):
        cooldown.wait(user, NOW)
        assert cooldown.wait(user, NOW) == Wait(seconds(60), is_news=True)
    cooldown.wait(1, NOW + seconds(60))

    assert cooldown.wait(1, NOW + seconds(61)) == Wait(seconds(59), is_news=True)
