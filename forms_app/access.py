"""Who may do what with the submissions of which form.

The right itself is Wagtail's, given to a group. A group may be limited to certain forms (`FormAccess`).
Whoever is in several groups has what each of them allows; superusers, and rights given to a person
directly, know no limit.
"""

from django.contrib.auth.models import Group

ALL_FORMS = None
# Who may change or delete a letter may also read it.
CODENAMES = {
    "view": ("view_submission", "change_submission", "delete_submission"),
    "change": ("change_submission",),
    "delete": ("delete_submission",),
    "export": ("export_submission",),
}


def may(user, action: str) -> bool:
    """Whether this person may do it with the submissions of at least one form."""
    return any(user.has_perm(f"forms_app.{codename}") for codename in CODENAMES[action])


def forms_open_to(user, action: str) -> set[int] | None:
    """Return the ids of the forms with whose submissions this person may do it; `ALL_FORMS` without limit."""
    if not may(user, action):
        return set()
    if user.is_superuser:
        return ALL_FORMS
    if not hasattr(user, "_form_limits"):
        user._form_limits = _limits(user)
    limits = [limit for limit in user._form_limits if limit["permissions__codename"] in CODENAMES[action]]
    is_unlimited = not limits or any(limit["form_access"] is None for limit in limits)
    return ALL_FORMS if is_unlimited else {limit["form_access__pages"] for limit in limits} - {None}


def _limits(user) -> list[dict]:
    """One row for each right of each group and each form to which it is limited, all in one query."""
    codenames = {codename for each in CODENAMES.values() for codename in each}
    groups = Group.objects.filter(
        user=user, permissions__content_type__app_label="forms_app", permissions__codename__in=codenames
    )
    return list(groups.values("permissions__codename", "form_access", "form_access__pages"))
