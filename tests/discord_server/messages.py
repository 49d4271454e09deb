"""The messages that a server has: those of the bot that others can read, each with how often it was edited."""

from collections import Counter

from tests.discord_server.payloads import Payload, direct

Answer = tuple[Payload, int]
UNKNOWN_MESSAGE: Answer = ({"message": "Unknown Message", "code": 10008}, 404)
MISSING_ACCESS: Answer = ({"message": "Missing Access", "code": 50001}, 403)
CLOSED: Answer = ({"message": "Cannot send messages to this user", "code": 50007}, 403)


class Messages:
    """Keeps messages, and refuses where somebody has locked the bot out."""

    def __init__(self) -> None:
        self.by_id: dict[str, Payload] = {}
        self.edits: Counter[str] = Counter()
        self.locked: set[str] = set()
        self._closed: set[str] = set()
        self._nonces: dict[tuple[str, str], Payload] = {}

    def keep(self, shown: Payload, nonce: str | None = None) -> None:
        """Keep a message, and under its nonce, so that it is not sent twice."""
        self.by_id[shown["id"]] = shown
        if nonce:
            self._nonces[shown["channel_id"], nonce] = shown

    def sent_as(self, channel: str, body: Payload) -> Payload | None:
        """Return the message that has been sent under the same nonce, if it is to be enforced."""
        return self._nonces.get((channel, str(body.get("nonce")))) if body.get("enforce_nonce") else None

    def in_channel(self, channel: int) -> list[Payload]:
        """Return the messages of a channel, oldest first."""
        return [one for one in self.by_id.values() if one["channel_id"] == str(channel)]

    def to_person(self, person: int) -> list[Payload]:
        """Return the direct messages to somebody that answer no message of theirs, oldest first."""
        return self.in_channel(int(direct(person)["id"]))

    def close_to(self, person: int) -> None:
        """Let somebody take no messages of the bot's any more."""
        self._closed.add(direct(person)["id"])

    def delete(self, number: str) -> None:
        """Delete a message."""
        del self.by_id[number]

    def refusal(self, channel: str) -> Answer | None:
        """Return why nothing may be sent to a channel."""
        return CLOSED if channel in self._closed else MISSING_ACCESS if channel in self.locked else None

    def get(self, channel: str, number: str) -> Answer:
        """Return a message, or why there is none."""
        if channel in self.locked:
            return MISSING_ACCESS
        found = self.by_id.get(number)
        return (found, 200) if found and found["channel_id"] == channel else UNKNOWN_MESSAGE

    def edit(self, channel: str, number: str, body: Payload) -> Answer:
        """Change what an edit names, and count it."""
        found, status = self.get(channel, number)
        if status == 200:
            self.edits[number] += 1
            found.update({key: body[key] for key in ("content", "embeds", "components") if key in body})
        return found, status
