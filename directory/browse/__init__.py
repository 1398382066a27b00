"""What citizens see: filters, lists, an entry's page, maps, structured data.

Reads public records only, never a page's own fields, and writes nothing.
"""
