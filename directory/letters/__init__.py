"""The letters to keepers: their codes, their words and the sheet of paper. What becomes of them: `services.letters`."""
