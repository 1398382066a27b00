"""The directory in the JSON API: the filters of the site's lists, the records of the exports.

Shape and parameters of the endpoints only; selecting and reading belong in `browse` and `exports`.
"""
