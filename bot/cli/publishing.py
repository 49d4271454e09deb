"""``factbot export --site``: what is served to everybody, as a static site."""

from pathlib import Path

from bot.cli.past import pasts_of
from bot.config import Config
from bot.site.building import Owner, site_of
from bot.site.folder import put_in_place
from bot.wording.site import written
from knowledge.decision.matcher import Matcher


def write_site(matcher: Matcher, config: Config, folder: Path, facts: Path | None = None) -> str:
    """Write the site of the base that a matcher serves; return what to say of it.

    What facts said before is taken from the store of the configuration, if it names one and ``facts`` no other base.

    Raises:
        SiteError: it cannot be written, or would take the place of what is there.
    """
    owner = Owner(newsroom=config.newsroom, subject=config.subject, contact=config.contact, site_url=config.site_url)
    earlier = {name: past.said for name, past in pasts_of(matcher.base.facts, facts, config).items()}
    done = put_in_place(folder, site_of(matcher.base, lambda fact: matcher.texts_of(fact).names, owner, earlier))
    return written(str(folder), len(matcher.base.facts), done.files, done.size)
