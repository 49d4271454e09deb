"""``factbot export --site``: what is served to everybody, as a static site."""

from pathlib import Path

from bot.config import Config
from bot.site.building import Owner, site_of
from bot.site.folder import put_in_place
from bot.wording.site import written
from knowledge.decision.matcher import Matcher


def write_site(matcher: Matcher, config: Config, folder: Path) -> str:
    """Write the site of the base that a matcher serves; return what to say of it.

    Raises:
        SiteError: it cannot be written, or would take the place of what is there.
    """
    owner = Owner(newsroom=config.newsroom, subject=config.subject, contact=config.contact, site_url=config.site_url)
    done = put_in_place(folder, site_of(matcher.base, lambda fact: matcher.texts_of(fact).names, owner))
    return written(str(folder), len(matcher.base.facts), done.files, done.size)
