"""Draws charts: each line of standard input describes one as JSON, and its picture is a line of standard output.

A picture is written in base64. What one kind of chart needs is loaded for that kind alone; matplotlib at once, for
the process is started when somebody is about to ask.
"""

import base64
import json
import sys
import warnings
from importlib import import_module
from typing import Any


def picture(kind: str, chart: dict[str, Any]) -> bytes:
    """Return the picture of a chart."""
    if kind == "timeline":
        from bot.charts import timeline
        from bot.wording.timeline_chart import chart_from

        return timeline.picture(chart_from(chart))
    from bot.charts import drawing
    from bot.wording.accounts import Chart

    return drawing.picture(Chart(**chart))


for _name in ("matplotlib.figure", "matplotlib.backends.backend_agg"):
    import_module(_name)
# Of letters that its font lacks: nobody reads them here, and a pipe that is full would hold everything up.
warnings.simplefilter("ignore")
for _line in sys.stdin:
    sys.stdout.write(base64.b64encode(picture(**json.loads(_line))).decode() + "\n")
    sys.stdout.flush()
