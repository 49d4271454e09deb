"""What holds for every test of the bot."""

import pytest


@pytest.fixture(autouse=True)
def unhurried_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whoever looks at the queue wait until all is filed, so that no test hopes that the machine is quick."""
    monkeypatch.setattr("bot.desk.filing.SOON_SECONDS", 60.0)
