"""``python -m bot`` and ``factbot``: the command line."""

from bot.cli import app


def main() -> None:
    """Run the command line."""
    app(prog_name="factbot")


if __name__ == "__main__":
    main()
