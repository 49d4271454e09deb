"""Asking a running bot how it is: for a container's health check, and for whoever looks after it."""

import json
from http.client import HTTPConnection, HTTPException

from bot.config import Config

# A bot that is well answers in milliseconds; the check of a container is given up after fifteen seconds.
PATIENCE_SECONDS = 5.0
# Who listens everywhere is asked on this machine.
_HERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104  read, not bound


def ask_health(config: Config) -> tuple[bool, str]:
    """Return whether the bot of a configuration is well, and a sentence that says it."""
    if not config.health_port:
        return False, "health_port is not set, so a running bot can't be asked; write for instance health_port: 8080"
    host = _HERE.get(config.health_host, config.health_host)
    connection = HTTPConnection(host, config.health_port, timeout=PATIENCE_SECONDS)
    try:
        connection.request("GET", "/health")
        told = json.loads(connection.getresponse().read())
        faults = [said for key, said in _FAULTS.items() if not told[key]]
    except (OSError, HTTPException, ValueError, LookupError, TypeError):
        return (
            False,
            f"no bot answers at {host} port {config.health_port}; start it, or name its configuration",
        )
    finally:
        connection.close()
    return (False, f"{'; '.join(faults)}; its log says why") if faults else (True, f"well, version {told['version']}")


_FAULTS = {"connected": "not connected to Discord", "store": "the store can't be used"}
