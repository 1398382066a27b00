"""What maintainers do themselves, without a password: request a link, edit, send, confirm, withdraw.

Only views and forms; decisions belong in `workflow`.
"""
