"""The forms in which a fact is drafted: what stands in each, and the draft that comes back.

A field that is too long for a form, or that a form has no room for, stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import discord

from bot.client.cogs.desk.typed import Typed
from bot.client.errors import NoSuchButtonError
from bot.desk.draft_entries import entry_of
from bot.desk.drafting import LONGEST_DAY, LONGEST_SOURCE, MOST_SOURCES, Draft, NewSource, with_source
from bot.desk.sides import shown_sides, with_sides
from bot.limits import FIELD, MENU_OPTION, MENU_OPTIONS
from bot.text import shortened
from bot.wording import forms
from bot.wording.facts import day_in_words
from bot.wording.status_looks import look_of
from knowledge.loading.values import ANSWER_LIMIT, LINE_LIMIT, QUESTION_LIMIT
from knowledge.model import FactBase, Source
from knowledge.statuses import STATUSES

Words = tuple[str, str]
Field = tuple[Words, discord.ui.Item[Any]]

# The field of the form for names and sides that takes a file.
FILE = "file"
_SIDES = (("entities", forms.ENTITIES), ("related", forms.RELATED), ("positions", forms.POSITIONS),
          ("citations", forms.CITATIONS))  # fmt: skip


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


def sides_form(draft: Draft, base: FactBase, custom_id: str) -> discord.ui.Modal:
    """Return the form for names, sides and what each source supports, and for a file with wordings or a whole draft."""
    shown = shown_sides(draft, base)
    fields: list[Field] = [(words, _lines(name, shown[name], FIELD)) for name, words in _SIDES if name in shown]
    file: discord.ui.FileUpload[Any] = discord.ui.FileUpload(custom_id=FILE, required=False, max_values=1)
    return _form(forms.SIDES, custom_id, [*fields, (forms.FILE, file)])


def with_sides_form(draft: Draft, typed: Typed, base: FactBase) -> Draft:
    """Return a draft with what came back from the form for names and sides, but for the file.

    Raises:
        NoSuchButtonError: the form has other fields, so this bot has not made it.
    """
    if not typed.values.keys() <= {name for name, _ in _SIDES}:
        raise NoSuchButtonError
    return with_sides(draft, {name: typed.text(name) for name in typed.values}, base)


def access_form(draft: Draft, base: FactBase, custom_id: str) -> discord.ui.Modal:
    """Return the form for who may know of the fact, and from when on."""
    said = entry_of(draft, base).fact
    chosen = "draft" if said.get("draft") == "yes" else said.get("audience", "everyone")
    options = [discord.SelectOption(label=label, value=value, default=value == chosen)
               for value, label in forms.KNOWN_TO.items()]  # fmt: skip
    fields: list[Field] = [
        (forms.KNOWN, discord.ui.Select(custom_id="known", options=options)),
        (forms.PUBLISH_AT, _line("publishat", said.get("publish_at", ""), LONGEST_DAY)),
    ]
    return _form(forms.ACCESS, custom_id, fields)


def with_access(draft: Draft, typed: Typed) -> Draft:
    """Return a draft with what came back from the form for who may know of it.

    Raises:
        NoSuchButtonError: what was chosen is none of what is offered.
    """
    chosen, hour = typed.text("known"), typed.text("publishat").strip()
    if chosen not in forms.KNOWN_TO:
        raise NoSuchButtonError
    if chosen == "draft":
        return replace(draft, draft="yes", publish_at=hour)
    return replace(draft, draft="", audience=chosen if chosen == "staff" else "", publish_at=hour)


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
    names, sources = ("publisher", "title", "published", "url"), list(draft.sources)
    bare = NewSource(id=sources[place].id if place < len(sources) else "")
    source = replace(bare, **{name: typed.text(name) for name in names})
    sources[place : place + 1] = [source] if source != bare else []
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
