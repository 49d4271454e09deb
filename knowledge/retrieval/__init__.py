"""Question -> the few facts whose words come near it, each with its signals."""
