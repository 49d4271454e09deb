"""Draws the chart that standard input describes as JSON, and writes the picture to standard output."""

import json
import sys

from bot.charts.drawing import picture
from bot.wording.accounts import Chart

sys.stdout.buffer.write(picture(Chart(**json.load(sys.stdin))))
