"""Draws the charts that standard input describes as JSON, and writes each picture to standard output, a line in base64.

What one kind of chart needs is loaded for that kind alone, for somebody waits for the picture.
"""

import base64
import json
import sys
from collections.abc import Iterator
from typing import Any


def pictures(kind: str, charts: list[dict[str, Any]]) -> Iterator[bytes]:
    """Yield the picture of each chart."""
    if kind == "timeline":
        from bot.charts import timeline
        from bot.wording.timeline_chart import chart_from

        yield from (timeline.picture(chart_from(chart)) for chart in charts)
    else:
        from bot.charts import drawing
        from bot.wording.accounts import Chart

        yield from (drawing.picture(Chart(**chart)) for chart in charts)


for _picture in pictures(**json.load(sys.stdin)):
    sys.stdout.write(base64.b64encode(_picture).decode() + "\n")
