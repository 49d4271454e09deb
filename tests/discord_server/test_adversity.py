"""Corrections amid faults: at the end everything is right or listed, nobody is told twice, the desk never lies."""

from pathlib import Path

from tests.discord_server.adversity import ROUNDS, endure
from tests.discord_server.server import DiscordServer
from tests.discord_server.town import SUBJECTS

SEED = 11


async def test_a_hundred_corrections_amid_a_hundred_faults(discord_server: DiscordServer, tmp_path: Path) -> None:
    run = await endure(discord_server, tmp_path, SEED)

    assert not run.town.faults, "\n".join(run.town.faults)
    assert run.begun >= ROUNDS * len(SUBJECTS)
    assert run.met.total() == ROUNDS * len(SUBJECTS)
    assert min(run.met.values()) >= 8
    assert len(run.met) == 9
