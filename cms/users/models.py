from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """An editor, reviewer or administrator; citizens and clubs need no account."""
