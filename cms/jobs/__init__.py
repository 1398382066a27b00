"""Work that happens by itself.

`registry` holds what apps register: jobs that run at intervals, and queues of rows that wait to be worked off. `queue`
is how each of them claims, leases, retries and gives up. `state` runs the jobs, `report` shows them in the admin.
"""
