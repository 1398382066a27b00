"""Tells other systems what becomes public, changes or goes (https://www.standardwebhooks.com).

`telling` writes messages in the transaction of the change, `delivery` lets the worker send them, `targets` decides
where they may go. A message holds keys and addresses only; what is public about them the API tells.
"""
