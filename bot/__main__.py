"""``python -m bot`` and ``factbot``: the command line."""

import sys
from io import TextIOWrapper

from bot.cli import PROBLEMS, app


def main() -> None:
    """Run the command line; whatever the terminal's encoding or the disk is like, no traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="factbot")
    except OSError as error:
        print(f"factbot: {error.strerror or error}; check the disk and the pipe", file=sys.stderr)
        sys.exit(PROBLEMS)


if __name__ == "__main__":
    main()
