"""Hours that a helper gave: a club confirms them, the helper agrees and gets a proof that anybody can check."""
