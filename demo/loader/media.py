"""Pictures and documents. Existing ones are recognised by content, even if an editor renamed them."""

from functools import cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.utils.file import hash_filelike

from .data import CONTENT, DEMO, ContentError, read_yaml

PICTURES = DEMO / "images"


class Media:
    """Loads files lazily."""

    def __init__(self):
        listed = read_yaml(PICTURES / "images.yaml")
        defaults = listed.get("defaults", {})
        self._pictures = {key: defaults | entry for key, entry in listed["images"].items()}
        self._documents = read_yaml(CONTENT / "settings.yaml")["documents"]
        self.image = cache(self._image)
        self.document = cache(self._document)

    def load_all(self) -> tuple[int, int]:
        """Return the numbers of pictures and documents."""
        for key in self._pictures:
            self.image(key)
        for key in self._documents:
            self.document(key)
        return len(self._pictures), len(self._documents)

    def _image(self, key: str):
        entry = _entry(self._pictures, key, "images/images.yaml")
        path = _existing(PICTURES / entry["file"])
        return _known(get_image_model(), path) or _make_image(path, entry)

    def _document(self, key: str):
        entry = _entry(self._documents, key, "content/settings.yaml")
        path = _existing(DEMO / entry["file"])
        return _known(get_document_model(), path) or _make_document(path, entry)


def _entry(entries: dict, key: str, source: str) -> dict:
    if key not in entries:
        raise ContentError(f"{source} has no “{key}”.")
    return entries[key]


def _existing(path: Path) -> Path:
    if not path.exists():
        raise ContentError(f"{path.relative_to(DEMO)} is missing.")
    return path


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hash_filelike(file)


def _known(model, path: Path):
    return model.objects.filter(file_hash=_hash(path)).first()


def _make_image(path: Path, entry: dict):
    image = get_image_model()(
        title=entry["title"],
        description=entry.get("alt", ""),
        is_decorative=entry.get("decorative", False),
        author=entry["author"],
        licence=entry["licence"],
        file=ImageFile(ContentFile(path.read_bytes()), name=path.name),
        file_hash=_hash(path),
    )
    image.save()
    return image


def _make_document(path: Path, entry: dict):
    document = get_document_model()(
        title=entry["title"],
        language=entry["language"],
        file=ContentFile(path.read_bytes(), name=path.name),
        file_hash=_hash(path),
    )
    document.save()
    return document
