"""Pictures and documents that a public page uses; of all others the API says nothing."""

from typing import Annotated

from django.http import Http404, HttpRequest
from ninja import Path, Query, Router
from pydantic import Field

from cms.api_toolkit.keyset import Order, choose_order, next_url, part_of
from cms.api_toolkit.parameters import LanguageParameters, ListParameters, Text
from cms.caching.cache_keys import tag
from cms.media import api

from ..site_trees import site_of
from ..visibility import public_documents, public_images
from .schema import File, Items, Picture

router = Router(tags=["Media"])
ORDERS = (Order("title", ("title", "pk")), Order("newest", ("-created_at", "-pk")))

MediaId = Annotated[int, Path(ge=1, le=2**31 - 1, description="Its `id`, as pages and lists name it.")]


class DocumentListParameters(ListParameters):
    q: Text | None = Field(default=None, description="A part of the title.", examples=["Broschüre"])
    order: Text | None = Field(
        default=None, description="`title`, or `newest`, the latest first.", examples=["newest"]
    )


@router.get("/documents/", response=Items[File], summary="Documents")
def list_documents(request: HttpRequest, parameters: Query[DocumentListParameters]):
    """Documents that public pages offer, in all languages."""
    documents = public_documents(site_of(request))
    if parameters.q:
        documents = documents.filter(title__icontains=parameters.q)
    order = choose_order(ORDERS, parameters.order)
    part = part_of(documents, order, parameters.cursor, parameters.limit)
    tag(request, "documents", *(f"document-{row.pk}" for row in part.rows))
    return {
        "items": [api.file(row, request.build_absolute_uri) for row in part.rows],
        "count": part.count,
        "next": next_url(request, part.cursor),
    }


@router.get("/documents/{document_id}", response=File, summary="A document")
def get_document(request: HttpRequest, document_id: MediaId, parameters: Query[LanguageParameters]):
    """What is known of a document, and where the file is."""
    document = public_documents(site_of(request)).filter(pk=document_id).first()
    if document is None:
        raise Http404
    tag(request, "documents", f"document-{document.pk}")
    return api.file(document, request.build_absolute_uri)


@router.get("/images/{image_id}", response=Picture, summary="A picture")
def get_image(request: HttpRequest, image_id: MediaId, parameters: Query[LanguageParameters]):
    """A picture in the sizes that the site itself uses."""
    if image_id not in public_images(site_of(request)):
        raise Http404
    image = api.load_images([image_id]).get(image_id)
    if image is None:
        raise Http404
    tag(request, f"image-{image.pk}")
    return api.picture(image, request.build_absolute_uri)
