"""What belongs to another town is not there in the admin, for staff of a town.

`guard` answers 404 for whatever an address names, before the view; `filters` narrows what Wagtail's filters offer;
`media_api`, `reports` and `views` are Wagtail's views that list things of all towns, at the same addresses (`urls`).
"""
