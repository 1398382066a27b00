"""Without a trailing slash, as in the standard; addresses with one work too."""

from django.urls import re_path

from . import endpoints, views

app_name = "hsds"
KEY = r"(?P<key>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"

urlpatterns = [
    re_path(r"^$", views.about, name="about"),
    re_path(r"^services/?$", views.service_list, name="services"),
    re_path(rf"^services/{KEY}/?$", views.service_detail, name="service"),
    re_path(r"^organizations/?$", views.organization_list, name="organizations"),
    re_path(rf"^organizations/{KEY}/?$", views.organization_detail, name="organization"),
    re_path(r"^taxonomies/?$", views.taxonomy_list, name="taxonomies"),
    re_path(rf"^taxonomies/{KEY}/?$", views.taxonomy_detail, name="taxonomy"),
    re_path(r"^taxonomy_terms/?$", views.term_list, name="taxonomy_terms"),
    re_path(rf"^taxonomy_terms/{KEY}/?$", views.term_detail, name="taxonomy_term"),
    re_path(r"^", endpoints.not_found),
]
