"""Spreadsheets into the directory: read, map columns, check each row, import, undo."""
