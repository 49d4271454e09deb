"""A fact base as tables, for a spreadsheet: written out, and read back into one YAML file or into problems by cell."""
