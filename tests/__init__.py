"""Tests, as a package by this name: some packages install a `tests` of their own, which would be found instead."""
