"""The read model: one public record per entry, written with the change that it follows from.

Also what is derived from records for several readers: addresses, keys, names of terms, guesses at typos.
How records are shown belongs in `browse` and `exports`.
"""
