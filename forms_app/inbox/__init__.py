"""The screens of the inbox "Einsendungen" in the admin."""
