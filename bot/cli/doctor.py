"""``factbot doctor``: looks at all that the bot needs, and goes on where something is missing."""

import asyncio
import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from bot.cli.opening import folder_of, open_base_or_raise
from bot.cli.places import with_paths
from bot.client.access import Access, access_of
from bot.client.login import StartError
from bot.config import Config
from bot.config_file import CONFIG, ConfigError, load_config
from bot.process.running import state_of, store_of, unwritable
from bot.site.addresses import page_of
from bot.store.opening import Store, StoreError
from bot.wording import doctor as words
from bot.wording.doctor import Finding
from bot.wording.hidden import hidden_in_words
from knowledge.decision.outcomes import Answer
from knowledge.errors import ProblemsError
from knowledge.loading.files import fingerprint
from knowledge.service.folders import default_cache_folder

# The ids of the facts that ``factbot init`` writes begin so.
EXAMPLE = "example-"


def findings(path: Path | None) -> Iterator[Finding]:
    """Yield what is found, each as soon as it is; ``path`` is that of the configuration."""
    yield words.versions(version("factbot"), platform.python_version(), version("discord.py"))
    path = path or (CONFIG if CONFIG.is_file() else None)
    try:
        config = load_config(path) if path else Config()
    except ConfigError as error:
        yield Finding("configuration", "fault", str(error))
        yield words.unchecked("the configuration has to be mended first")
        return
    yield words.configured(str(path) if path else None, config.newsroom, config.subject)
    yield from _base(config)
    yield from _folders(config)
    yield _store(config)
    # The running bot compares what the files hold, so it notices a change wherever they can be read.
    yield words.watcher(is_on=config.reload_on_change, can_read=bool(fingerprint(folder_of(None, config))))
    admins, editors = (*config.admin_users, *config.admin_roles), (*config.editor_users, *config.editor_roles)
    yield words.people(len(admins), len(editors))
    yield words.api(len(config.api_keys), config.health_host, config.health_port)
    yield words.site(page_of(config.site_url, "some-fact"))
    yield from _discord(config)


def _base(config: Config) -> Iterator[Finding]:
    try:
        opened = open_base_or_raise(None, config)
    except ProblemsError as error:
        yield Finding("base", "fault", str(with_paths(error, folder_of(None, config))))
        return
    matcher, facts = opened.matcher, opened.base.facts
    yield words.base(str(folder_of(None, config)), len(facts), sum(fact.id.startswith(EXAMPLE) for fact in facts))
    asked = {question: matcher.decide(question, precision=config.precision) for question in config.example_questions}
    yield from words.unanswered(question for question, outcome in asked.items() if not isinstance(outcome, Answer))
    hidden = hidden_in_words(opened.base, opened.at)
    yield words.hidden(hidden, len({*config.staff_users, *config.staff_roles}))


def _folders(config: Config) -> Iterator[Finding]:
    facts, state = folder_of(None, config), state_of(config)
    yield words.folder("facts", str(facts), unwritable(facts, make=False), "what editors teach")
    yield words.folder("state", str(state), unwritable(state), "what must outlast a restart")
    cache = default_cache_folder()
    yield words.folder("cache", str(cache), unwritable(cache), "a quick start")


def _store(config: Config) -> Finding:
    url = store_of(config)
    try:
        asyncio.run(_answers(Store(url)))
    except StoreError as error:
        return words.store(url.render_as_string(hide_password=True), str(error))
    return words.store(url.render_as_string(hide_password=True), None)


async def _answers(store: Store) -> None:
    try:
        async with store.read() as connection:
            await connection.exec_driver_sql("SELECT 1")
    finally:
        await store.close()


def _discord(config: Config) -> Iterator[Finding]:
    token = os.environ.get("DISCORD_TOKEN", "").strip()
    if not token:
        yield words.unchecked(words.NO_TOKEN)
        return
    named = [
        *([config.desk_channel] if config.desk_channel else []),
        *config.correction_channels,
        *config.forum_channels,
    ]
    try:
        seen = asyncio.run(access_of(token, named))
    except StartError as error:
        yield words.refused(str(error))
        return
    yield words.token(seen.name)
    yield words.intents(seen.privileged)
    yield words.servers(seen.servers)
    yield from _channels(seen, config)


def _channels(seen: Access, config: Config) -> Iterator[Finding]:
    every = seen.channels.values()
    lacking = {f"{one.name} ({one.server})": one.lacks for one in every if one.lacks and not one.is_hidden}
    yield from words.channels(lacking, sum(one.is_hidden for one in every), len(every))
    if config.desk_channel is None:
        yield words.no_desk_channel()
    else:
        yield _named("desk_channel", config.desk_channel, seen)
    for number in config.correction_channels:
        yield _named("correction_channels", number, seen)
    for number in config.forum_channels:
        finding, found = _named("forum_channels", number, seen), seen.channels.get(number)
        yield words.forum(finding, found.name, is_forum=found.is_forum) if found and not found.lacks else finding


def _named(key: str, number: int, seen: Access) -> Finding:
    found = seen.channels.get(number)
    return words.named_channel(key, number, found.name if found else None, found.lacks if found else ())
