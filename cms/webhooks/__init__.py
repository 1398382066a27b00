"""Notifies other systems when something becomes public, changes or is withdrawn (https://www.standardwebhooks.com).

Messages are written in the transaction of the change, `delivery` makes the worker send them, `cms.common.outbound`
decides where they may go. A message contains only keys and addresses; the API says what is public about them.
"""
