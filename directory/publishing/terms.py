"""The names behind the ids in records, loaded once per content version."""

from dataclasses import dataclass, field

from wagtail.models import Site

from cms.caching.content_version import cached

from ..models import Category, District, HelpType, TargetGroup


@dataclass(frozen=True)
class TermLabel:
    key: int
    name: str
    slug: str
    icon: str = ""
    parent: int | None = None
    # From and to, of a target group.
    ages: tuple[int | None, int | None] = (None, None)


@dataclass(frozen=True)
class Terms:
    """Every list by id, in the editors' order."""

    categories: dict[int, TermLabel] = field(default_factory=dict)
    districts: dict[int, TermLabel] = field(default_factory=dict)
    target_groups: dict[int, TermLabel] = field(default_factory=dict)
    help_types: dict[int, TermLabel] = field(default_factory=dict)

    def of_kind(self, kind: str) -> dict[int, TermLabel]:
        return {
            "category": self.categories,
            "district": self.districts,
            "target_group": self.target_groups,
            "help_type": self.help_types,
        }[kind]


def get_terms(site: Site | None = None) -> Terms:
    """Return the lists as offered in a town; without one, all terms that any entry may have."""
    return cached(f"directory-terms:{site and site.pk}", lambda: _fetch(site))


def names_of(terms: dict[int, TermLabel], keys) -> list[str]:
    return [term.name for key, term in terms.items() if key in keys]


def _fetch(site: Site | None) -> Terms:
    return Terms(
        categories=_labels(Category.objects, "icon", "parent_id"),
        districts=_labels(District.objects.of_town(site)),
        target_groups=_target_groups(),
        help_types=_labels(HelpType.objects),
    )


def _target_groups() -> dict[int, TermLabel]:
    rows = TargetGroup.objects.values_list("pk", "name", "slug", "age_from", "age_to")
    return {key: TermLabel(key, name, slug, ages=(first, last)) for key, name, slug, first, last in rows}


def _labels(rows, *fields: str) -> dict[int, TermLabel]:
    found = rows.values_list("pk", "name", "slug", *fields)
    return {row[0]: TermLabel(*row) for row in found}
