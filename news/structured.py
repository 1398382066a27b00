"""News as schema.org data: what search engines read says what people read."""

from django.http import HttpRequest

from cms.pages.lists.structured import CONTEXT, absolute, filled, image_of, office


def news_article(news, request: HttpRequest) -> dict:
    url = absolute(news, request)
    publisher = office(request)
    return filled(
        {
            "@context": CONTEXT,
            "@type": "NewsArticle",
            "headline": news.title,
            "description": news.summary,
            "datePublished": news.date.isoformat(),
            "dateModified": _changed(news),
            "author": {"@type": "Person", "name": news.author} if news.author else publisher,
            "publisher": publisher,
            "articleSection": [category.name for category in news.categories.all()],
            "image": image_of(news, request),
            "url": url,
            "mainEntityOfPage": url,
            "inLanguage": request.LANGUAGE_CODE if hasattr(request, "LANGUAGE_CODE") else None,
        }
    )


def _changed(page) -> str | None:
    """The editor's own day, else when it was published last."""
    changed = page.as_of or page.last_published_at
    return changed and changed.isoformat()
