"""Addresses that have moved: which redirects stand, where they lead, and the answer to a request for one."""
