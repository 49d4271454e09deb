from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest

from bot.process.health import health_page
from tests.bot.process.conftest import OpenNewsroom


@pytest.mark.parametrize("connected", [True, False])
async def test_the_page_says_when_the_files_have_drifted_from_what_is_served(
    base_folder: Path, open_newsroom: OpenNewsroom, unused_tcp_port: int, *, connected: bool
) -> None:
    newsroom = open_newsroom(base_folder, health_port=unused_tcp_port)
    before = datetime.now(UTC) - timedelta(minutes=2)
    async with health_page(newsroom, lambda: connected), aiohttp.ClientSession() as session:

        async def told() -> tuple[int, dict[str, object]]:
            async with session.get(f"http://127.0.0.1:{unused_tcp_port}/health") as page:
                return page.status, await page.json()

        newsroom.drift.look(before)
        status, well = await told()
        (base_folder / "more.yaml").write_text("synonyms: [[boat, ferry]]\n", "utf-8")
        on_disk = newsroom.drift.look(before)
        _, drifted = await told()

    version = newsroom.matcher.base.version
    assert (status, well) == (200 if connected else 503, {"connected": connected, "store": True, "version": version})
    assert drifted == well | {"on_disk": on_disk, "differs_since": before.isoformat(timespec="seconds")}
