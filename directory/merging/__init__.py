"""How staff make one entry of two: what each of them says, what stays, and what refers to the one that goes."""
