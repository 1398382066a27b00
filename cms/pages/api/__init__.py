"""The page API: pages of all types, their media, the site, redirects, and the schemas that other apps build on.

Each app describes its own page types in its `page_api.py`.
"""
