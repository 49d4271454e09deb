"""The limits that the bot keeps to are those of Discord's description of its API, and the loader's are lower."""

import pytest

from bot import limits
from knowledge.loading.values import ANSWER_LIMIT, LINE_LIMIT, QUESTION_LIMIT
from tests.discord_server.description import Description

MESSAGE = "IncomingWebhookInteractionRequest.content"
CHOICES = "InteractionApplicationCommandAutocompleteCallbackStringData.choices"
MENU = "StringSelectComponentForMessageRequest.options"


@pytest.mark.parametrize(
    ("place", "limit"),
    [
        pytest.param(MESSAGE, limits.MESSAGE, id="message"),
        pytest.param("RichEmbed.title", limits.EMBED_TITLE, id="embed-title"),
        pytest.param("ButtonComponentForMessageRequest.label", limits.BUTTON_LABEL, id="button-label"),
        pytest.param("ActionRowComponentForMessageRequest.components", limits.BUTTONS_OF_A_ROW, id="buttons-of-a-row"),
        pytest.param(MENU, limits.MENU_OPTIONS, id="menu-options"),
        pytest.param("StringSelectOptionForRequest.label", limits.MENU_OPTION, id="menu-option"),
        pytest.param(CHOICES, limits.CHOICES, id="choices"),
        pytest.param("ApplicationCommandOptionStringChoice.name", limits.CHOICE, id="choice"),
    ],
)
def test_a_limit_is_discords_own(description: Description, place: str, limit: int) -> None:
    schema, key = place.split(".")

    described = description.document["components"]["schemas"][schema]["properties"][key]

    assert limit in (described.get("maxLength"), described.get("maxItems"))


def test_what_the_loader_takes_fits_a_reply() -> None:
    assert max(ANSWER_LIMIT, QUESTION_LIMIT, LINE_LIMIT) <= limits.MESSAGE
