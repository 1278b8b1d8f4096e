"""What the web edition says of itself to machines: schema.org in JSON-LD, and the Open Graph.

In: document and facts. Out: the text of the JSON, which ends no element it may stand in, and properties by name.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from handpress.model import nodes, walk
from handpress.model.document import Contributor, Document, Metadata
from handpress.model.facts import Facts, part_anchor
from handpress.writing.package import creators

# An HTML parser looks for the end of a script in the middle of a JSON string, too.
_ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_ROLES = {"edt": "editor", "trl": "translator"}


def properties(data: Metadata) -> Iterator[tuple[str, str, str]]:
    """The ``meta`` elements: which attribute names each (``name``, or the Open Graph's ``property``), name, value."""
    authors = [person.name for person in creators(data)]
    for key, name, value in (
        *(("name", "author", author) for author in authors),
        ("name", "description", data.description),
        ("property", "og:type", "article"),
        ("property", "og:title", data.full_title),
        ("property", "og:description", data.description),
        ("property", "og:site_name", data.publisher),
        ("property", "og:locale", data.language.replace("-", "_")),
        ("property", "article:published_time", data.date),
        *(("property", "article:author", author) for author in authors),
    ):
        if value:
            yield key, name, value


def as_json(document: Document, facts: Facts) -> str:
    """The pamphlet as a schema.org ``Article`` with its parts (``ScholarlyArticle`` would claim what nobody knows)."""
    return json.dumps(_article(document, facts), ensure_ascii=False, indent=1).translate(_ESCAPED)


def _article(document: Document, facts: Facts) -> dict[str, Any]:
    data = document.metadata
    authors = creators(data)
    others = [person for person in data.contributors if person not in authors]
    article: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": data.title,
        "alternativeHeadline": data.subtitle,
        "inLanguage": data.language,
        "author": [_person(person) for person in authors],
    }
    for name in ("editor", "translator", "contributor"):
        article[name] = [_person(person) for person in others if _ROLES.get(person.role, "contributor") == name]
    article |= {
        "publisher": {"@type": "Organization", "name": data.publisher} if data.publisher else "",
        "locationCreated": {"@type": "Place", "name": data.place} if data.place else "",
        "datePublished": data.date,
        "description": data.description,
        "copyrightNotice": data.rights,
        "identifier": data.identifier,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": data.series.name} if data.series else "",
        "position": data.series.number if data.series else "",
        "workTranslation": list(_translations(data)),
        "hasPart": list(_parts(document, facts)),
        "accessibilityFeature": ["tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"],
        "accessMode": ["textual", "visual"] if _pictured(document) else ["textual"],
    }
    return {key: value for key, value in article.items() if value}


def _parts(document: Document, facts: Facts) -> Iterator[dict[str, str]]:
    for part in document.parts:
        yield {"@type": "Article", "@id": f"#{part_anchor(part.slug)}", "name": facts.titles[part.slug]}


def _translations(data: Metadata) -> Iterator[dict[str, str]]:
    for one in data.translations:
        told = {"@type": "Article", "name": one.title, "inLanguage": one.language, "url": one.address}
        yield {key: value for key, value in told.items() if value}


def _person(person: Contributor) -> dict[str, str]:
    return {"@type": "Person", "name": person.name}


def _pictured(document: Document) -> bool:
    return any(isinstance(node, nodes.Figure | nodes.Picture) for node in walk.document_nodes(document))
