"""The directory as schema.org JSON-LD: what stands in each entry's page, in one file."""

from collections.abc import Iterator

from ..structured_data import entry_graph
from .records import json_bytes
from .source import Source


def json_ld(source: Source) -> Iterator[bytes]:
    yield b'{"@context":"https://schema.org","@graph":[\n' + json_bytes(_dataset(source))
    for entry in source:
        for node in entry_graph(entry.document, entry.url, source.terms)["@graph"]:
            yield b",\n" + json_bytes(node)
    yield b"\n]}\n"


def _dataset(source: Source) -> dict:
    return {
        "@type": "Dataset",
        "@id": source.address("open_data"),
        "name": f"Verzeichnis der Vereine und Organisationen: {source.publisher.town}",
        "license": source.licence.url,
        "publisher": {"@type": "Organization", "name": source.publisher.name, "url": source.publisher.url},
        "inLanguage": source.language,
    }
