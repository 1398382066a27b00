"""Rules for the source code itself, which no behaviour would show."""
