"""The facts for assistants, by the Model Context Protocol: they get the editors' text or hear that there is none."""
