from datetime import UTC, datetime, timedelta

from bot.newsroom.cooldown import Cooldown


def test_cooldown_opens_again_after_a_minute() -> None:
    cooldown = Cooldown(1)
    now = datetime(2024, 3, 1, tzinfo=UTC)
    assert cooldown.wait(1, now) is None
    assert cooldown.wait(1, now + timedelta(seconds=20)) == timedelta(seconds=40)

    later = cooldown.wait(1, now + timedelta(seconds=60))

    assert later is None
