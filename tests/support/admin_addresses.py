"""Every address of the admin, from the URL configuration, with the ids of a town's things filled in."""

import re
from collections.abc import Iterator
from itertools import product

from django.urls import URLPattern, get_resolver
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.contrib.settings.registry import registry as settings_registry

WORD = "gemeinsam"
# Names of things of `admin_town.Things` by what an address begins with, then by the argument's name; the first match
# counts. What an address names in addition ("?id=") stands under "query".
ARGUMENTS = [
    (r"login|password_reset", {"uidb64": ["MQ"], "token": ["set-password"]}),
    (r"api/main/\^?pages", {"pk": "page", "action_name": ["copy", "delete", "move", "publish", "unpublish"]}),
    (r"api/main/\^?documents", {"pk": "document"}),
    (r"api/main/\^?images", {"pk": "image"}),
    (r"pages/workflow/|pages/.*workflow_history", {
        "page_id": "waiting_page", "task_state_id": "task_state", "workflow_state_id": "workflow_state",
        "task_id": "task", "action_name": ["approve", "reject"],
    }),
    (r"pages/", {
        "destination_id": "directory", "page_id": "page", "page_to_move_id": "page", "parent_page_id": "home",
        "revision_id": "revision", "revision_id_a": "revision", "revision_id_b": ["latest"], "pk": "page",
        "content_type_app_name": ["home"], "content_type_model_name": ["standardpage"],
        "app_label": ["home"], "model_name": ["standardpage"],
    }),
    (r"choose-page/<", {"parent_page_id": "home"}),
    (r"tag-autocomplete/", {"app_name": ["taggit"], "model_name": ["tag"]}),
    (r"collections/", {"pk": "collection", "collection_id": "collection"}),
    (r"workflows/(tasks|task_chooser)/", {
        "pk": "task", "task_id": "task", "app_label": ["wagtailcore"], "model_name": ["groupapprovaltask"],
    }),
    (r"workflows/", {"pk": "workflow", "page_pk": "waiting_page", "workflow_pk": "workflow"}),
    (r"editing-sessions/", {
        "app_label": ["wagtailcore"], "model_name": ["page"], "object_id": "page", "session_id": "editing_session",
    }),
    (r"(images|documents)/multiple/(create|delete_upload)", {"uploaded_file_id": "upload"}),
    (r"images/", {"image_id": "image", "pk": "image", "filter_spec": ["width-100"]}),
    (r"documents/", {"document_id": "document", "doc_id": "document", "pk": "document"}),
    (r"\^?einsendungen/anmeldung", {"pk": "registration"}),
    (r"\^?einsendungen/termin", {"pk": "submission"}),
    (r"\^?einsendungen/", {
        "instance_pk": "submission", "pk": "submission", "file_pk": "file", "file_format": ["csv", "xlsx"],
    }),
    (r"\^?anmeldungen/formular", {"pk": "signup_form"}),
    (r"\^?anmeldungen/termin", {"pk": "signup_places", "file_format": ["csv", "xlsx"]}),
    (r"\^?verzeichnis/duplikate", {"pk": "pair", "kept": "page", "gone": "second_entry"}),
    (r"\^?verzeichnis/importieren", {"pk": "import_run", "number": ["1"], "kind": ["dates"], "file_format": ["csv"]}),
    (r"\^?verzeichnis/vorschlaege", {"pk": "proposal"}),
    (r"\^?verzeichnis/eintrag", {"pk": "page"}),
    (r"\^?verzeichnis/aufruf", {"pk": "opening"}),
    (r"vergeblich-gesucht/", {"pk": "vain_word"}),
    (r"\^?termine/vereine", {"pk": "page"}),
    (r"\^?termine/termin", {"pk": "club_date"}),
    (r"\^?termine/bild", {"pk": "club_picture"}),
    (r"\^?verzeichnis/bild", {"pk": "entry_picture"}),
    (r"\^?termine/kalender", {"pk": "club_calendar"}),
    (r"termine/tage", {"series": "series", "day": ["2026-12-24"]}),
    (r"seiten/", {"pk": "page"}),
    (r"users/", {"pk": "person"}),
    (r"groups/", {"pk": "group"}),
    (r"sites/", {"pk": "site"}),
    (r"webhooks", {"pk": "webhook"}),
    (r"e-mail-texte/", {"name": ["reply"]}),
    (r"api-schluessel/", {"pk": "api_key"}),
    (r"forms/", {"page_id": "form"}),
    (r"redirects/", {"redirect_id": "redirect"}),
    (r"translation/submit/page", {"page_id": "page"}),
    (r"translation/submit/snippet", {"app_label": ["news"], "model_name": ["newscategory"], "pk": "newscategory"}),
]  # fmt: skip
# Queries in addition to none; {name} is a thing.
QUERIES = [
    (r"api/main/\^?pages/$", [
        f"search={WORD}", "child_of={home}", "child_of={home}&for_explorer=1", "descendant_of={home}",
        "ancestor_of={page}", "translation_of={page}", "child_of=root&for_explorer=1&fields=parent",
    ]),
    (r"api/main/.*/$", [f"search={WORD}"]),
    (r"api/main/.*find/$", ["id={page}", "id={document}", "id={image}", "html_path=/"]),
    (r"choose-page/chosen-multiple", ["id={page}", "id={home}&id={page}"]),
    (r"choose-page/", [
        f"q={WORD}", "page_type=directory.organisationpage", f"q={WORD}&page_type=forms_app.contactpage",
        "user_perms=move_to&target_pages[]={page}", "user_perms=copy_to", "multiple=1",
    ]),
    (r"choose-external-link", ["parent_page_id={home}"]),
    (r"tag-autocomplete", [f"term={WORD}", "term="]),
    (r"chosen-multiple", ["id={image}", "id={document}", "id={term}"]),
    (r"(images|documents)/", [f"q={WORD}", "collection_id={collection}", f"tag={WORD}", "user={person}"]),
    (r"einsendungen/(bulk|export)", ["id={submission}&ids={submission}", "site={site}&status=all"]),
    (r"\^?einsendungen/\$", [f"q={WORD}", "site={site}", "page={form}", "assigned={person}"]),
    (r"reports/|berichte/|e-mails/|webhooks-protokoll/", [
        "export=csv", "workflow={workflow}&task={task}", "site={site_path}", "user={person}", "locked_by={person}",
        "requested_by={person}", f"q={WORD}",
    ]),
    (r"usage|history|results|list|index|briefe|duplikate/$|aufgaben", [f"q={WORD}", "user={person}", "kind=letters"]),
    (r"workflows/", ["show_disabled=true", f"q={WORD}"]),
    (r"snippets/|sites/|users/$|groups/$|forms/", [f"q={WORD}", "site={site}"]),
    (r"verzeichnis/importieren/$", [f"quelle={WORD}"]),
    (r"pages/<int:parent_page_id>/|pages/search", [
        f"q={WORD}", "site={site}", "owner={person}", "ordering=ord", "edited_by={person}", "content_type=1",
    ]),
    (r"pages/create|add_subpage|translation|copy", ["next=/admin/", "parent_page={home}"]),
    (r"collections/", ["next=/admin/"]),
]  # fmt: skip
# Wagtail's own test of error pages, and whatever matches nothing else.
NOT_ADDRESSES = {"^.*/$"}


# No key, and one that no database holds.
JUNK = [
    "id=x&p=x&parent_page_id=x&collection_id=x&ordering=x&locale=xx&content_type=x&site=x&user=x&export=x",
    "id=x",
    "id=99999999999999999999&p=99999999999999999999&q=%00",
    "page_type=x&target_pages[]=x",
]


def patterns(
    resolver=None, prefix: str = "", names: tuple[str, ...] = ()
) -> Iterator[tuple[str, URLPattern]]:
    """All routes below /admin/."""
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            if route.startswith("admin/"):
                yield route.removeprefix("admin/"), each
        else:
            yield from patterns(each, route)


def addresses(things: dict[str, object]) -> dict[str, list[str]]:
    """Return each route's paths with these things in them: an empty list if it is not known what it takes."""
    return {
        route: list(dict.fromkeys(_paths(route, pattern, things)))
        for route, pattern in patterns()
        if route not in NOT_ADDRESSES
    }


def queries(route: str, things: dict) -> list[str]:
    """Return queries that name these things, for this route."""
    if route.startswith("bulk/"):
        of_things = [f"id={things[name]}&next=/admin/" for name in ("page", "image", "document", "person")]
        return [*of_things, f"id=all&childOf={things['home']}&next=/admin/", "id=all&next=/admin/"]
    found = next((queries for beginning, queries in QUERIES if re.search(beginning, route)), [])
    return [each.format(**things) for each in found]


def kind_of(route: str) -> str:
    """The same for the routes of all snippets, whose views are the same."""
    return re.sub(r"^snippets/(choose/)?\w+/\w+/", r"snippets/\1", route)


def _paths(route: str, pattern: URLPattern, things: dict) -> Iterator[str]:
    arguments = list(pattern.pattern.converters) or list(pattern.pattern.regex.groupindex)
    if not arguments:
        yield "/admin/" + _filled(route, {})
        return
    for chosen in _values(route, arguments, things):
        yield "/admin/" + _filled(route, chosen)


def _filled(route: str, values: dict[str, object]) -> str:
    filled = re.sub(
        r"\(\?P<(\w+)>[^)]*\)|<(?:\w+:)?(\w+)>", lambda found: str(values[found[1] or found[2]]), route
    )
    return re.sub(r"[\^$\\]", "", filled)


def _values(route: str, arguments: list[str], things: dict) -> Iterator[dict[str, object]]:
    if route.startswith("bulk/"):
        yield from _bulk_actions()
    elif route.startswith("settings/"):
        for model in settings_registry:
            values = {"app_name": model._meta.app_label, "model_name": model._meta.model_name}
            yield values | {"pk": things["site"]}
    elif match := re.match(r"snippets/(?:choose/)?\w+/(\w+)/", route):
        if match[1] in things:
            yield {"pk": things[match[1]]}
    else:
        names = next((names for beginning, names in ARGUMENTS if re.match(beginning, route)), {})
        if set(arguments) <= set(names):
            known = [names[each] for each in arguments]
            choices = [each if isinstance(each, list) else [things[each]] for each in known]
            yield from (dict(zip(arguments, each, strict=True)) for each in product(*choices))


def _bulk_actions() -> Iterator[dict[str, str]]:
    # Found on the first request otherwise.
    bulk_action_registry.get_bulk_action_class("", "", "")
    for app_label, models in bulk_action_registry.actions.items():
        for model_name, actions in models.items():
            for action in actions:
                yield {"app_label": app_label, "model_name": model_name, "action": action}
