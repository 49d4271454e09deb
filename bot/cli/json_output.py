"""JSON on standard output."""

import json
import sys
from typing import Any


def print_json(value: dict[str, Any]) -> None:
    """Print a value as one line, at once: whoever reads along need not wait for the next one."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()
