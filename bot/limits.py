"""What Discord takes at most; what is smaller by our own choice stands where it is used.

Lengths are in characters. ``tests/discord_server/test_limits.py`` holds them against Discord's description of its API.
What that leaves out is from https://discord.com/developers/docs/resources/message (embeds of one message together) and
https://discord.com/developers/docs/components/reference (rows below a message, buttons in a row).
"""

MESSAGE = 2000
# Of the description of an attached file, which a screen reader reads.
ALT_TEXT = 1024
# Of all files of a message together, where nobody has paid for more:
# https://discord.com/developers/docs/reference#uploading-files
FILE_BYTES = 10 * 2**20

EMBED_TITLE = 256
# All texts of all embeds of one message together.
EMBEDS = 6000

BUTTON_LABEL = 80
ROWS, BUTTONS_OF_A_ROW = 5, 5
BUTTONS = ROWS * BUTTONS_OF_A_ROW

# What a menu or autocomplete offers: how many, and how long each may be.
MENU_OPTIONS, MENU_OPTION = 25, 100
CHOICES, CHOICE = 25, 100

# What a field of a form takes.
FIELD = 4000
