"""Rules of forms without a database: when a question is asked, and what counts as the same text. No model, no Wagtail."""
