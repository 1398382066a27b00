"""Finding duplicate entries and merging them: what each says, what stays, and what refers to the other.

Taking over single facts of an entry belongs in `entry_changes`.
"""
