"""One search behind every door, with the same behaviour on SQLite (FTS5) and PostgreSQL (`tsvector`).

`words` turns text into terms for both databases, `query` reads what somebody typed, `index` runs it on a table.
`lists/` holds the lists of words, for people to read and to add to. What is searched belongs to the apps above.
"""
