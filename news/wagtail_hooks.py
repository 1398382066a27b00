from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cms.pages.quick_actions import HOOK, add_page_action

from .models import NewsCategory, NewsIndexPage, NewsPage


class NewsCategoryViewSet(SnippetViewSet):
    model = NewsCategory
    icon = "tag"
    add_to_settings_menu = True
    search_fields = ["name"]


register_snippet(NewsCategoryViewSet)


@hooks.register(HOOK)
def write_news(request):
    return add_page_action(request, _("Write a piece of news"), NewsIndexPage, NewsPage)
