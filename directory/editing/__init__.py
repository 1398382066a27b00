"""The editor's view of an entry in the admin: panels, widgets, the page's form. Models declare them.

Nothing here imports a model: a widget gets rows from its field, a panel its content from `panel_contexts`.
"""
