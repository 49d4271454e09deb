"""What is kept: tables, how they are opened and migrated. SQLite by default, PostgreSQL by URL; no Discord in here."""
