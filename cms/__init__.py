"""The platform below the apps, and the switchboard: settings, `urls.py` and `api.py`, which alone name every app."""
