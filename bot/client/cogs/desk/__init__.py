"""The desk on Discord: commands, buttons, forms, and what it says by itself."""
