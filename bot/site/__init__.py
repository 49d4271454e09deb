"""The base as a static site: pages, feeds and a search, for a web server to hand out as they are.

Facts come from the base that is handed in, and from nowhere else: `factbot export --site` hands in that of the matcher
which is served to everybody, never the files beside it.
"""
