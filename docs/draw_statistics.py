"""Draws the picture of ``/desk stats``: ``python docs/draw_statistics.py > docs/statistics.png``.

The picture is the bot's own; the numbers are invented.
"""

import sys
from datetime import date, timedelta

from bot.charts.drawing import picture
from bot.desk.accounts import Account, Week
from bot.wording.accounts import chart_of

MONDAY = date(2024, 3, 4)
ANSWERED = (37, 27, 33, 29, 35, 46, 38, 56, 47, 45, 64, 58)
SUGGESTED = (14, 10, 7, 3, 10, 15, 6, 8, 7, 11, 11, 9)
REFUSED = (7, 10, 8, 5, 7, 4, 6, 15, 11, 8, 11, 5)
WRONG = (1, 1, 0, 1, 1, 0, 3, 1, 2, 1, 1, 0)
WAITED_HOURS = (34, 71, 2, 15, 94, 0, 43, 40, 36, 21, 46, 12)


def main() -> None:
    """Write the picture to standard output."""
    rows = zip(ANSWERED, SUGGESTED, REFUSED, WRONG, WAITED_HOURS, strict=True)
    weeks = tuple(
        Week(
            monday=MONDAY + timedelta(weeks=number),
            answered=answered,
            suggested=suggested,
            refused=refused,
            wrong=wrong,
            waits=(timedelta(hours=hours),) if hours else (),
        )
        for number, (answered, suggested, refused, wrong, hours) in enumerate(rows)
    )
    sys.stdout.buffer.write(picture(chart_of(Account(weeks))))


if __name__ == "__main__":
    main()
