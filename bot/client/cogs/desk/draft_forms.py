"""The forms in which a fact is drafted: what stands in each, and the draft that comes back.

A field that is too long for a form, or that a form has no room for, stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import discord

from bot.client.errors import NoSuchButtonError
from bot.desk.drafting import MOST_SOURCES, Draft, NewSource, with_source
from bot.limits import FIELD, MENU_OPTION, MENU_OPTIONS
from bot.text import shortened
from bot.wording import forms
from bot.wording.facts import day_in_words
from bot.wording.statuses import look_of
from knowledge.loading.schema import ANSWER_LIMIT, LINE_LIMIT, QUESTION_LIMIT
from knowledge.model import STATUSES, FactBase, Source

# Characters of what is typed as the source of a draft: an id, or four parts of which one is an address.
LONGEST_SOURCE = 500
# A day, or two with a stroke between; what is typed by mistake is kept to be mended.
LONGEST_DAY = 40

Words = tuple[str, str]
Field = tuple[Words, discord.ui.Item[Any]]


@dataclass(frozen=True, slots=True)
class Typed:
    """What came back from a form, by the id of each field; of menus several values."""

    values: Mapping[str, tuple[str, ...]]

    def text(self, name: str) -> str:
        """Return what was typed or chosen.

        Raises:
            NoSuchButtonError: the form has no such field, so this bot has not made it.
        """
        if name not in self.values:
            raise NoSuchButtonError
        return "".join(self.values[name][:1])

    def or_kept(self, name: str, kept: str) -> str:
        """Return what was typed; ``kept`` where the form has no such field."""
        return self.text(name) if name in self.values else kept


def typed_of(data: Mapping[str, Any]) -> Typed:
    """Return what was typed or chosen in a form.

    Raises:
        NoSuchButtonError: it is put together as no form of this bot is.
    """
    try:
        fields = [row.get("component") or row["components"][0] for row in data.get("components", ())]
        return Typed({field["custom_id"]: tuple(map(_plain, _values(field))) for field in fields})
    except (LookupError, TypeError, AttributeError):
        raise NoSuchButtonError from None


def _values(field: Mapping[str, Any]) -> Iterable[object]:
    return (field["value"],) if field.get("value") else field.get("values") or ()


def _plain(value: object) -> str:
    text = str(value).replace("\r\n", "\n")
    if len(text) > FIELD:
        raise NoSuchButtonError
    return text


def text_form(draft: Draft, base: FactBase, title: str, custom_id: str) -> discord.ui.Modal:
    """Return the form for question, answer, status and sources."""
    chosen = draft.status if draft.status in STATUSES else "reported"
    statuses = [discord.SelectOption(label=look_of(status).words, value=status, default=status == chosen)
                for status in STATUSES]  # fmt: skip
    fields: list[Field] = [
        (forms.QUESTION, _line("question", draft.question, QUESTION_LIMIT, required=True)),
        (forms.ANSWER, _lines("answer", draft.answer, ANSWER_LIMIT, required=True)),
        (forms.STATUS, discord.ui.Select(custom_id="status", options=statuses)),
    ]
    if options := [_option(source, draft) for source in _offered(draft, base)]:
        menu: discord.ui.Select[Any] = discord.ui.Select(
            custom_id="cited", options=options, min_values=0, max_values=len(options), required=False
        )
        fields.append((forms.CITED, menu))
    if draft.of:
        fields.append((forms.CORRECTION, _lines("note", draft.note, LINE_LIMIT)))
    elif not draft.sources:
        fields.append((forms.SOURCE, _lines("source", "", LONGEST_SOURCE)))
    return _form(title, custom_id, fields)


def with_text(draft: Draft, typed: Typed, base: FactBase) -> Draft:
    """Return a draft with what came back from the form for its text."""
    chosen = typed.values.get("cited", ())
    offered = [source.id for source in _offered(draft, base)]
    kept = [source for source in draft.cited if source in chosen or source not in offered]
    changed = replace(
        draft,
        question=typed.text("question"),
        answer=typed.text("answer"),
        status=typed.text("status"),
        cited=tuple(dict.fromkeys([*kept, *chosen])),
        note=typed.or_kept("note", draft.note),
    )
    return with_source(changed, typed.or_kept("source", ""), base)


def details_form(draft: Draft, custom_id: str) -> discord.ui.Modal:
    """Return the form for wordings, near misses, days and topics."""
    fields: list[Field] = [
        (forms.HAPPENED, _line("happened", draft.happened, LONGEST_DAY)),
        (forms.AS_OF, _line("asof", draft.as_of, LONGEST_DAY)),
    ]
    long = ((forms.WORDINGS, "wordings", draft.wordings), (forms.NEAR_MISSES, "near", draft.near_misses),
            (forms.TOPICS, "topics", draft.topics))  # fmt: skip
    fields += [(words, _lines(name, text, FIELD)) for words, name, text in long if len(text) <= FIELD]
    return _form(forms.DETAILS, custom_id, fields)


def with_details(draft: Draft, typed: Typed) -> Draft:
    """Return a draft with what came back from the form for the rest of it."""
    return replace(
        draft,
        happened=typed.text("happened"),
        as_of=typed.text("asof"),
        wordings=typed.or_kept("wordings", draft.wordings),
        near_misses=typed.or_kept("near", draft.near_misses),
        topics=typed.or_kept("topics", draft.topics),
    )


def source_form(draft: Draft, place: int, custom_id: str) -> discord.ui.Modal:
    """Return the form for a source that the draft brings along."""
    source = draft.sources[place] if place < len(draft.sources) else NewSource()
    return _form(
        forms.ADD_SOURCE,
        custom_id,
        [
            (forms.PUBLISHER, _line("publisher", source.publisher, LINE_LIMIT)),
            (forms.TITLE, _line("title", source.title, LINE_LIMIT)),
            (forms.PUBLISHED, _line("published", source.published, LONGEST_DAY)),
            (forms.URL, _line("url", source.url, LONGEST_SOURCE)),
        ],
    )


def with_source_form(draft: Draft, place: int, typed: Typed) -> Draft:
    """Return a draft with what came back from the form for a source; an empty one is taken out."""
    names = ("publisher", "title", "published", "url")
    source = NewSource(**{name: typed.text(name) for name in names})
    sources = list(draft.sources)
    sources[place : place + 1] = [source] if source != NewSource() else []
    return replace(draft, sources=tuple(sources[:MOST_SOURCES]))


def _offered(draft: Draft, base: FactBase) -> list[Source]:
    """Return the sources that a menu offers: those that are cited, then the newest."""
    cited = [base.sources[name] for name in draft.cited if name in base.sources]
    newest = sorted(base.sources.values(), key=lambda source: source.published, reverse=True)
    return list({source.id: source for source in (*cited, *newest)}.values())[:MENU_OPTIONS]


def _option(source: Source, draft: Draft) -> discord.SelectOption:
    words = shortened(f"{source.publisher}: {source.title}", MENU_OPTION)
    day = day_in_words(source.published)
    return discord.SelectOption(label=words, value=source.id, description=day, default=source.id in draft.cited)


def _line(name: str, text: str, most: int, *, required: bool = False) -> discord.ui.TextInput[Any]:
    return discord.ui.TextInput(custom_id=name, default=text[:most] or None, max_length=most, required=required)


def _lines(name: str, text: str, most: int, *, required: bool = False) -> discord.ui.TextInput[Any]:
    long = discord.TextStyle.paragraph
    return discord.ui.TextInput(
        custom_id=name, style=long, default=text[:most] or None, max_length=most, required=required
    )


def _form(title: str, custom_id: str, fields: Iterable[Field]) -> discord.ui.Modal:
    form = discord.ui.Modal(title=title, custom_id=custom_id)
    for (text, description), component in fields:
        form.add_item(discord.ui.Label(text=text, description=description, component=component))
    return form
