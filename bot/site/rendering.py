"""Templates -> pages: everything in them is escaped, and a name that nobody set is a fault instead of a gap."""

from collections.abc import Mapping
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.site.addresses import list_path, path_of, web_address
from bot.wording import site as words
from bot.wording.facts import checked_on, corrected_on, day_in_words, published_by, span_in_words, taken_back
from bot.wording.status_looks import look_of
from knowledge.statuses import STATUSES

# Nothing but what lies beside the page: no script, style, picture or form of anybody else's, none in the page itself.
POLICY = "; ".join(
    [
        "default-src 'none'",
        *(f"{kind} 'self'" for kind in ("script-src", "style-src", "img-src", "connect-src", "form-action")),
        "base-uri 'none'",
    ]
)


@cache  # compiling the templates takes longer than a small site does
def environment() -> Environment:
    """Return what renders the templates of this room."""
    found = Environment(
        loader=PackageLoader("bot.site"),
        # Of every template: what is written may end up in HTML whatever its file is called.
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # a site is made of one state of its templates
    )
    found.globals |= {
        "words": words,
        "path_of": path_of,
        "list_path": list_path,
        "policy": POLICY,
        "statuses": STATUSES,
    }
    found.filters |= {
        "checked_on": checked_on,
        "corrected_on": corrected_on,
        "day": day_in_words,
        "look": look_of,
        "published_by": published_by,
        "span": span_in_words,
        "taken_back": taken_back,
        "web": web_address,
    }
    return found


def rendered(templates: Environment, name: str, path: str, values: Mapping[str, object]) -> bytes:
    """Return a page that stands at ``path``; ``root`` leads from there to the root of the site."""
    text = templates.get_template(name).render(values, path=path, root="../" * path.count("/"))
    return text.encode("utf-8", "replace")
