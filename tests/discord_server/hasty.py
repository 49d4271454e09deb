"""The bot as it is, save that its pauses take a hundredth of their time: a test with many faults must end."""

from bot.client import sending
from bot.desk import deliveries, filing
from tests.discord_server import launch


def main() -> None:
    """Shorten the pauses and be factbot at a loopback Discord."""
    sending.OLD_EDITS_SECONDS = 0.1
    sending.TROUBLE_SECONDS = 0.05
    sending.UNAUTHORISED_SECONDS = 0.3
    deliveries.LOOK_AGAIN_SECONDS = deliveries.AGAIN_SECONDS = 0.2
    filing.AGAIN_SECONDS = 0.2
    launch.main()


if __name__ == "__main__":
    main()
