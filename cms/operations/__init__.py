"""Running an installation: backup, monitoring, upgrades, the worker and the operators' commands.

What the worker does is in each app's `jobs.py`.
"""
