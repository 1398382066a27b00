"""Rules of forms without a database: when a question is asked, what is the same text. No model, no Wagtail."""
