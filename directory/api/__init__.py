"""The directory in the JSON API: the filters of the site's lists, the records of the exports."""
