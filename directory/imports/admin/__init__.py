"""The staff's screens at Verzeichnis → Importieren. What happens to the rows belongs one level up."""
