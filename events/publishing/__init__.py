"""The read model of everything dated: written in the transaction that changes its source."""
