"""What every page shares: base models, blocks, visibility, routing, the site around a page, and the page API.

Page types belong to their apps; what happens when one becomes public is in `cms.publishing`.
"""
