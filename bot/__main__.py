"""``python -m bot`` and ``factbot``: the command line."""

import os
import sys
from io import TextIOWrapper

from bot.process.signals import hold


def main() -> None:
    """Run the command line; whatever the terminal's encoding or the disk is like, no traceback."""
    # A question is too little work to be shared out: threads that wait for their share only burn the processor. It
    # has to be said before anything loads numpy.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.argv[1:2] in (["run"], ["mcp"]):
        # Loading takes a second, a new base a minute: a signal may come in it.
        hold()
    from bot.cli.commands import app
    from bot.cli.refusals import PROBLEMS

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
