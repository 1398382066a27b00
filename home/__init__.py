"""The start page, pages of text, the search over the whole site, and the first pages of a new town."""
