"""Log lines for people or for programs."""

import json
import logging
import sys


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, message and, where there is one, the fault."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": self.formatTime(record),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            line["fault"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def set_up_logs(style: str) -> None:
    """Send log lines of level INFO and above to standard error, as ``text`` or ``json``."""
    handler = logging.StreamHandler(sys.stderr)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s")
    handler.setFormatter(JsonLines() if style == "json" else plain)
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # How a table came about is of no interest to whoever runs the bot.
    logging.getLogger("alembic").setLevel(logging.WARNING)
