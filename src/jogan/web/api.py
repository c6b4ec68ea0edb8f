"""The reader's API: its answers as JSON values, and the OpenAPI document that tells of them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jogan.model.edited import Story
from jogan.model.edition import Mark
from jogan.store.hits import Hits, to_json
from jogan.web.marks import FILTERS, MAX_STORIES, UNMARKED, mark_of
from jogan.why import Account

FEED_MEDIA = {
    ".atom.xml": "application/atom+xml", ".rss.xml": "application/rss+xml", ".json": "application/feed+json",
}  # fmt: skip


def found(hits: Hits, marks: Mapping[str, Mark]) -> dict[str, Any]:
    """What `GET /api/search` answers: the hits as everywhere, each with its day, kind, category, snippet and marks."""
    plain: list[dict[str, Any]] = to_json(hits)["hits"]
    more = [
        {
            "kind": hit.kind,
            "day": hit.day.isoformat() if hit.day else None,
            "category": hit.category,
            "snippet": hit.snippet.text,
            "marks": mark_of(marks.get(hit.story, UNMARKED)),
        }
        for hit in hits.hits
    ]
    return {
        "hits": [one | extra for one, extra in zip(plain, more, strict=True)],
        "total": hits.total,
        "notes": list(hits.notes),
    }


def told(story: Story, account: Account, similar: Hits, mark: Mark) -> dict[str, Any]:
    """What `GET /api/story/ID` answers."""
    return {
        "story": story.id,
        "kind": story.kind,
        "title": story.title,
        "url": story.url,
        "summary": story.summary,
        "authors": list(story.authors),
        "published": story.published.isoformat() if story.published else None,
        "day": story.day.isoformat(),
        "ids": dict(story.ids),
        "aliases": list(story.aliases),
        "items": [
            {"source": one.source, "title": one.title, "url": one.url, "day": one.day.isoformat() if one.day else None}
            for one in story.items
        ],
        "editions": [
            {
                "date": one.date.isoformat(),
                "printed": one.printed,
                "category": one.category,
                "rank": one.rank,
                "left_out": one.left_out,
            }
            for one in account.decisions
        ],
        "similar": to_json(similar)["hits"],
        "marks": mark_of(mark),
    }


_TEXT: Mapping[str, Any] = {"type": "string"}
_NUMBER: Mapping[str, Any] = {"type": "integer"}


def _object(properties: Mapping[str, Any], required: Sequence[str] | None = None) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties if required is None else required),
    }


def _list(of: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": dict(of)}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _query(name: str, what: str, schema: Mapping[str, Any] = _TEXT, *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": what, "schema": dict(schema)}


def _path(name: str, what: str) -> dict[str, Any]:
    return {"name": name, "in": "path", "required": True, "description": what, "schema": dict(_TEXT)}


def _get(
    summary: str, parameters: Sequence[Mapping[str, Any]], media: str, schema: Mapping[str, Any], errors: Sequence[int]
) -> dict[str, Any]:
    reasons = {400: "The question is not one.", 404: "There is none.", 503: "The index cannot answer now."}
    answers: dict[str, Any] = {"200": {"description": "The answer.", "content": {media: {"schema": dict(schema)}}}}
    for status in errors:
        content = {"application/json": {"schema": _ref("Error")}}
        answers[str(status)] = {"description": reasons[status], "content": content}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": answers}}


def _post(summary: str, body: Mapping[str, Any], schema: Mapping[str, Any], errors: Sequence[int]) -> dict[str, Any]:
    """A change of what the reader said; it is JSON or it is refused."""
    done = _get(summary, (), "application/json", schema, (400, *errors))["get"]
    content = {"application/json": {"schema": dict(body)}}
    responses = {**done["responses"], "415": {"description": "The body is no JSON."}}
    return {"post": {"summary": summary, "requestBody": {"required": True, "content": content}, "responses": responses}}


def openapi(version: str) -> dict[str, Any]:
    """The OpenAPI 3.1 document of the API."""
    q = _query("q", "The query, in Korean or English, with its operators (docs/search.md).", required=True)
    free = {**q, "required": False, "description": "The query; may be missing where there is a filter."}
    filters = [
        _query("kind", "`paper` or `news`.", {"type": "string", "enum": ["paper", "news"]}),
        _query("category", "A category's id or name."),
        _query("source", "A source's name."),
        _query("after", "From this day on.", {"type": "string", "format": "date"}),
        _query("before", "Up to the day before this one.", {"type": "string", "format": "date"}),
    ]
    marked = [
        _query(name, f"By marks: {what}", {"type": "string", "enum": list(FILTERS[name])})
        for name, what in {
            "saved": "stories that are saved, or are not.",
            "seen": "stories marked as read, or not yet.",
            "thumb": "stories with thumbs up or down.",
            "hidden": "`show` finds hidden ones too, `only` no others; without it they are not found.",
        }.items()
    ]
    flag, thumb = {"type": "boolean"}, {"type": "integer", "enum": [-1, 0, 1]}
    marks = {"saved": flag, "hidden": flag, "seen": flag, "thumb": thumb}
    many = {"type": "array", "items": dict(_TEXT), "maxItems": MAX_STORIES}
    language = _query("lang", "`ko` or `en`, where a day has both.", {"type": "string", "enum": ["ko", "en"]})
    hit = {
        "story": _TEXT, "title": _TEXT, "url": _TEXT, "score": {"type": "number"},
        "ids": {"type": "object", "additionalProperties": dict(_TEXT)},
    }  # fmt: skip
    date, day = {"type": "string", "format": "date"}, {"type": ["string", "null"], "format": "date"}
    feed = [free, *filters, *marked]
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jogan",
            "version": version,
            "description": "The editions and everything collected, to read only; and what its reader says of stories.",
        },
        "paths": {
            "/api/search": _get(
                "The stories that a query finds, best first.",
                [
                    free,
                    _query("limit", "How many, 1 to 100; what is beyond is clamped.", {**_NUMBER, "default": 10}),
                    _query("offset", "How many of the best are passed over, up to 900.", {**_NUMBER, "default": 0}),
                    *filters,
                    *marked,
                    _query("order", "`relevance` or `newest`.", {"type": "string", "enum": ["relevance", "newest"]}),
                ],
                "application/json",
                _ref("Found"),
                (400, 503),
            ),
            "/api/editions": _get(
                "Every edition, newest first; weeks and months apart.", [], "application/json", _ref("Printed"), ()
            ),
            "/api/editions/{date}": _get(
                "One edition, whole: its edition.json.",
                [_path("date", "YYYY-MM-DD, or the name of a week or month: 2024-W48, 2024-11."), language],
                "application/json",
                {"type": "object", "description": "docs/edition.schema.json describes it."},
                (404,),
            ),
            "/api/story/{id}": _get(
                "All that is known of a story.",
                [_path("id", "Its id, arXiv id, DOI or address.")],
                "application/json",
                _ref("Story"),
                (404, 503),
            ),
            "/api/marks": {
                **_get(
                    "Every story that is marked, the last marked first.", [], "application/json", _ref("Marked"), ()
                ),
                **_post(
                    "Set marks of one story or several; what is not named stays.",
                    _object({"story": _TEXT, "stories": many, **marks}, ()),
                    _ref("Marked"),
                    (404, 503),
                ),
            },
            "/api/searches": {
                **_get("The searches that are kept.", [], "application/json", _ref("Searches"), ()),
                **_post(
                    "Keep a search under a name: the query part of its address; null forgets it.",
                    _object({"name": _TEXT, "question": {"type": ["string", "null"]}}),
                    _ref("Searches"),
                    (503,),
                ),
            },
            "/health": _get("Whether the reader answers, and from what.", [], "application/json", _ref("Health"), ()),
            **{
                f"/feeds/search{ending}": _get(
                    "A saved search as a feed, newest first.", feed, media, _TEXT, (400, 503)
                )
                for ending, media in FEED_MEDIA.items()
            },
        },
        "components": {
            "schemas": {
                "Error": _object({"error": _TEXT}),
                "Hit": _object(hit),
                "Mark": _object(marks),
                "Marked": _object({"marks": _list(_object({"story": _TEXT, **marks}))}),
                "Searches": _object({"searches": _list(_object({"name": _TEXT, "question": _TEXT, "feed": _TEXT}))}),
                "FoundHit": _object(
                    {**hit, "kind": _TEXT, "day": day, "category": _TEXT, "snippet": _TEXT, "marks": _ref("Mark")},
                ),
                "Found": _object({"hits": _list(_ref("FoundHit")), "total": _NUMBER, "notes": _list(_TEXT)}),
                "Printed": _object({"editions": _list(_object({"date": date, "language": _TEXT, "url": _TEXT})),
                     "periods": _list(_object({"period": _TEXT, "language": _TEXT, "url": _TEXT}))}),
                "Story": _object(
                    {
                        "story": _TEXT, "kind": _TEXT, "title": _TEXT, "url": _TEXT, "summary": _TEXT,
                        "authors": _list(_TEXT), "published": {"type": ["string", "null"], "format": "date-time"},
                        "day": {"type": "string", "format": "date"}, "ids": hit["ids"], "aliases": _list(_TEXT),
                        "items": _list(_object({"source": _TEXT, "title": _TEXT, "url": _TEXT, "day": day})),
                        "editions": _list(
                            _object(
                                {
                                    "date": {"type": "string", "format": "date"}, "printed": {"type": "boolean"},
                                    "category": _TEXT, "rank": _NUMBER, "left_out": _TEXT,
                                }
                            )
                        ),
                        "similar": _list(_ref("Hit")), "marks": _ref("Mark"),
                    }
                ),
                "Health": _object(
                    {
                        "status": {"type": "string", "enum": ["ok", "degraded"]},
                        "stories": _NUMBER,
                        "editions": _NUMBER,
                        "newest": day,
                        "index": {"type": "string", "enum": ["current", "behind", "broken"]},
                    }
                ),
            }
        },
    }  # fmt: skip
