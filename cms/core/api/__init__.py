"""What all endpoints of the JSON API share. Each app has its own router in `<app>/api.py`; `cms/api.py` mounts them."""
