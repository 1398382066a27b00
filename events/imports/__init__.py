"""Tables of clubs' dates, for the directory's import: columns, reading a row, checking, importing, undoing."""
