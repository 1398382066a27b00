"""The only way for mail to leave the site.

`queue` writes rows in the caller's transaction; `manage.py worker` sends them. No request talks to a mail server. Apps
register their messages in their `mails.py`.
"""
