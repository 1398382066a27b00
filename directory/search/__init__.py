"""The directory's own full-text search: one behaviour, kept by SQLite's FTS5 or by PostgreSQL's `tsvector`.

`words` turns text into terms, the same for both databases; `texts` says which words of an entry weigh how much;
`wishes` reads what somebody typed; `index` asks the database; `typos` and `nearest` help when nothing is found.
"""
