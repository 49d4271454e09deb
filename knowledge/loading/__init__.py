"""YAML files -> a fact base, or every problem at once with file, line and remedy."""
