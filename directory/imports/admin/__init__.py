"""Verzeichnis → Importieren: what the staff sees of it."""
