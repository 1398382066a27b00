"""Rules and values without a database: states, dates, words, comparing. No model and no Wagtail in here."""
