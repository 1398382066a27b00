"""The directory of organisations. Its rooms form a stack, held by an import contract (pyproject.toml).

Loose modules are what the frameworks look for here (apps, jobs, urls, hooks) and lists of kinds for the rooms of
`cms` (mails, API pages, upgrades). Everything else belongs in a room.
"""
