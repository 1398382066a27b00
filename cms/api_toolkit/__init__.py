"""What all operations of the JSON API share: service, pipeline, problems, keys, OpenAPI, reference.

Operations themselves belong to the app whose content they answer; `cms/api.py` mounts their routers.
"""
