"""Small tools that need neither models nor Wagtail: phones, colours, files, PDF, spreadsheets, the registry.

A tool that only one app uses belongs to that app.
"""
