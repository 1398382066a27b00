"""Importing spreadsheets: read, map columns, check each row, import, undo.

The screens are in `imports.admin`.
"""
