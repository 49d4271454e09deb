"""Rules of Discord's that its description leaves out."""

from collections.abc import Iterator
from typing import Any

EMPTY = "the message is empty"
CONTENT, EMBEDS, ROWS, A_ROW = 2000, 6000, 5, 5


def message_faults(message: dict[str, Any]) -> Iterator[str]:
    """Yield what Discord would refuse in a message body, and any mention that it would carry out."""
    if len(message.get("content") or "") > CONTENT:
        yield f"content has {len(message['content'])} characters"
    if not any(message.get(key) for key in ("content", "embeds", "components", "attachments", "sticker_ids", "poll")):
        yield EMPTY
    embeds = message.get("embeds") or []
    if sum(map(_embed_length, embeds)) > EMBEDS:
        yield "the embeds have more than 6,000 characters"
    rows = message.get("components") or []
    if len(rows) > ROWS or any(len(row.get("components", ())) > A_ROW for row in rows):
        yield "too many components"
    ids = [item["custom_id"] for row in rows for item in row.get("components", ()) if "custom_id" in item]
    if len(ids) != len(set(ids)):
        yield f"custom ids stand twice: {ids}"
    if (message.get("allowed_mentions") or {"parse": ["everything"]}).get("parse"):
        yield "mentions would be carried out"


def _embed_length(embed: dict[str, Any]) -> int:
    parts = [embed.get("title"), embed.get("description"), embed.get("footer", {}).get("text")]
    parts.append(embed.get("author", {}).get("name"))
    parts += [text for one in embed.get("fields", ()) for text in (one["name"], one["value"])]
    return sum(len(part or "") for part in parts)
