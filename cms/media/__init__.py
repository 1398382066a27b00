"""Pictures and documents: files, sizes, storage, and their screens in the admin.

Who may see them is decided in `cms.pages.visibility`.
"""
