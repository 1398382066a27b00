"""One user per role, to demonstrate their permissions."""

import secrets

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from cms.accounts.roles import set_up_roles

PEOPLE = {"redaktion": "Redaktion", "agentur": "Ehrenamtsagentur", "leitung": "Leitung"}


def load_people() -> list[str]:
    """Create missing users; return their names. Passwords are written to DATA_DIR/demo-users.txt."""
    set_up_roles()
    model = get_user_model()
    missing = [name for name in PEOPLE if not model.objects.filter(username=name).exists()]
    for name in missing:
        password = secrets.token_urlsafe(12)
        user = model.objects.create_user(name, f"{name}@example.org", password, first_name=PEOPLE[name])
        user.groups.add(Group.objects.get(name=PEOPLE[name]))
        _save_password(name, password)
    return missing


def _save_password(name: str, password: str) -> None:
    path = settings.DATA_DIR / "demo-users.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{name}  {password}\n")
