"""A curated fact base and the matcher that answers from it, or keeps quiet."""
