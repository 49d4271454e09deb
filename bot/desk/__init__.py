"""The desk: questions without an answer, teaching, corrections, and who asked to be told; no Discord in here.

What happens on Discord is written to a journal at once (``journal``) and filed in the store from there (``filing``), so
that nobody waits for the store and nothing is lost while it is away. Editors work on what has been filed (``queue``,
``corrections``, ``deliveries``, ``privacy``).
"""
