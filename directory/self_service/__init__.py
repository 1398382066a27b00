"""How the people of an entry keep it true without a password: ask for a link, edit, send; staff compare."""
