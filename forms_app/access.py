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
    """Return the ids of the form pages with whose submissions this person may do it; `ALL_FORMS` without limit."""
    if not may(user, action):
        return set()
    if user.is_superuser:
        return ALL_FORMS
    if not hasattr(user, "_open_forms"):
        user._open_forms = {}
    if action not in user._open_forms:
        user._open_forms[action] = _forms_of_groups(user, action)
    return user._open_forms[action]


def _forms_of_groups(user, action: str) -> set[int] | None:
    groups = Group.objects.filter(
        user=user,
        permissions__content_type__app_label="forms_app",
        permissions__codename__in=CODENAMES[action],
    )
    limits = set(groups.values_list("form_access", "form_access__pages"))
    is_unlimited = not limits or any(access is None for access, _page in limits)
    return ALL_FORMS if is_unlimited else {page for _access, page in limits if page}
