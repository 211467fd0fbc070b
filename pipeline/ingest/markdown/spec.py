"""The description of an API (OpenAPI or Swagger, YAML or JSON) as plain data, and one call of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from pipeline.config import YamlProblem, YamlValue, read_yaml

# In bytes. Larger descriptions are only named: reading them would take longer than the whole book.
LARGEST = 2_000_000
# How far references lead and objects hold objects before the rest is left out.
_DEEPEST = 12
_MOST_FIELDS = 120
_METHODS = frozenset(("get", "put", "post", "delete", "options", "head", "patch", "trace"))


class FieldSaid(NamedTuple):
    """What a description says of one field."""

    name: str
    where: str
    kind: str
    is_required: bool
    words: str


class AnswerSaid(NamedTuple):
    """What a description says of one answer; `example` is JSON, or ""."""

    status: str
    words: str
    example: str


class CallSaid(NamedTuple):
    """What a description says of one call, or of one kind of data (without a method)."""

    title: str
    words: str
    path: str
    fields: tuple[FieldSaid, ...]
    answers: tuple[AnswerSaid, ...]


@lru_cache(maxsize=8)
def read_spec(data: bytes) -> Mapping[str, Any] | None:
    """Give a description as plain data, None when it is none that can be read."""
    if len(data) > LARGEST:
        return None
    try:
        text = data.decode("utf-8-sig")
        plain = _plain_json(text) if text.lstrip()[:1] == "{" else _plain(read_yaml(text))
    except (UnicodeDecodeError, ValueError, RecursionError):
        return None
    return plain if isinstance(plain, dict) and ("paths" in plain or "components" in plain) else None


def _plain_json(text: str) -> Any:
    """Read JSON; halves of characters, which its escapes can write and no text can hold, become question marks."""
    return json.loads(json.dumps(json.loads(text), ensure_ascii=False).encode(errors="replace"))


def _plain(value: YamlValue | YamlProblem | None) -> Any:
    if not isinstance(value, YamlValue):
        return None
    if value.sort == "list":
        return [_plain(item) for item in value.items]
    if value.sort == "mapping":
        return {key.text(): _plain(item) for key, item in value.entries}
    return value.plain if value.plain is None or isinstance(value.plain, bool | int | float) else value.text()


def _found(spec: Mapping[str, Any], node: Any) -> Mapping[str, Any]:
    """Follow references inside the description; {} where one leads nowhere, or round in a circle."""
    for _step in range(_DEEPEST):
        if not isinstance(node, dict):
            return {}
        target = node.get("$ref")
        if not isinstance(target, str):
            return node
        if not target.startswith("#/"):
            return {}
        node = spec
        for name in target[2:].split("/"):
            key = name.replace("~1", "/").replace("~0", "~")
            node = node.get(key) if isinstance(node, dict) else None
    return {}


def _list(node: Any) -> list[Any]:
    return node if isinstance(node, list) else []


def _text(node: Mapping[str, Any], *keys: str) -> str:
    return next((str(node[key]).strip() for key in keys if isinstance(node.get(key), str | int | float)), "")


def call(spec: Mapping[str, Any], path: str, method: str) -> CallSaid | None:
    """Give what a description says of one call; None when it does not know it."""
    around = _found(spec, _found(spec, spec.get("paths")).get(path))
    one = _found(spec, around.get(method.lower())) if method.lower() in _METHODS else {}
    if not one:
        return None
    fields = (*islice(_parameters(spec, around, one), _MOST_FIELDS), *islice(_body(spec, one), _MOST_FIELDS))
    answers = tuple(_answers(spec, one))
    title = _text(one, "summary", "operationId")
    return CallSaid(title, _text(one, "description"), _host(spec) + path, fields, answers)


def webhook(spec: Mapping[str, Any], name: str, method: str) -> CallSaid | None:
    """Give what a description says of a call that the other side makes; None when it does not know it."""
    hooks = _found(spec, spec.get("webhooks"))
    return call({**spec, "paths": hooks, "servers": []}, name, method) if name in hooks else None


def schema(spec: Mapping[str, Any], name: str) -> CallSaid | None:
    """Give what a description says of one kind of data; None when it does not know it."""
    holders = (_found(spec, spec.get("components")).get("schemas"), spec.get("definitions"))
    one = next((found for holder in holders if (found := _found(spec, _found(spec, holder).get(name)))), {})
    if not one:
        return None
    fields = tuple(islice(_properties(spec, one, "", 0), _MOST_FIELDS))
    return CallSaid(_text(one, "title"), _text(one, "description"), name, fields, ())


def _host(spec: Mapping[str, Any]) -> str:
    """Give the address that a description's paths begin at, where it says a whole one."""
    servers = _list(spec.get("servers"))
    url = _text(_found(spec, servers[0]), "url") if servers else ""
    if url.startswith(("http://", "https://")):
        return url.rstrip("/")
    host = _text(spec, "host")
    schemes = _list(spec.get("schemes")) or ["https"]
    return f"{schemes[0]}://{host}{_text(spec, 'basePath').rstrip('/')}" if host else ""


def _kind(spec: Mapping[str, Any], node: Mapping[str, Any], depth: int = 0) -> str:
    """Say what kind of value a schema describes: its type, an enumeration's values, "[]" after what a list holds."""
    values = _list(node.get("enum"))
    if values:
        return " | ".join(str(value) for value in values[:12])
    written = node.get("type")
    sort = " | ".join(str(one) for one in written) if isinstance(written, list) else str(written or "")
    if sort == "array" or "items" in node:
        inner = _kind(spec, _found(spec, node.get("items")), depth + 1) if depth < _DEEPEST else ""
        return f"{inner or 'any'}[]"
    return sort or ("object" if "properties" in node else "")


def _parameters(spec: Mapping[str, Any], around: Mapping[str, Any], one: Mapping[str, Any]) -> Iterator[FieldSaid]:
    """Give the fields of path, query, header and cookie; the call's own win over those of its path."""
    own = [_found(spec, item) for item in _list(one.get("parameters"))]
    named = {(_text(item, "name"), _text(item, "in")) for item in own}
    shared = [_found(spec, item) for item in _list(around.get("parameters"))]
    for item in (*(i for i in shared if (_text(i, "name"), _text(i, "in")) not in named), *own):
        where = _text(item, "in")
        form = _found(spec, item.get("schema")) or item
        if where == "body":
            yield from _properties(spec, form, "", 0)
        elif _text(item, "name"):
            needed = str(item.get("required", "")).lower() == "true"
            said = "body" if where == "formData" else where
            yield FieldSaid(_text(item, "name"), said, _kind(spec, form), needed, _text(item, "description"))


def _body(spec: Mapping[str, Any], one: Mapping[str, Any]) -> Iterator[FieldSaid]:
    content = _found(spec, _found(spec, one.get("requestBody")).get("content"))
    for media in list(content.values())[:1]:
        yield from _properties(spec, _found(spec, _found(spec, media).get("schema")), "", 0)


def _properties(spec: Mapping[str, Any], node: Mapping[str, Any], outer: str, depth: int) -> Iterator[FieldSaid]:
    """Give the fields of an object, those inside one another as `outer.inner`, three deep at most."""
    if depth > 2:
        return
    for piece in _list(node.get("allOf"))[:20]:
        yield from _properties(spec, _found(spec, piece), outer, depth + 1)
    needed = {str(name) for name in _list(node.get("required"))}
    if "items" in node and "properties" not in node:
        yield from _properties(spec, _found(spec, node.get("items")), f"{outer}[]" if outer else "[]", depth + 1)
    for name, raw in list(_found(spec, node.get("properties")).items())[:_MOST_FIELDS]:
        inner = _found(spec, raw)
        full = f"{outer}.{name}" if outer else str(name)
        yield FieldSaid(full, "body", _kind(spec, inner), name in needed, _text(inner, "description"))
        if "properties" in inner or "items" in inner:
            yield from _properties(spec, inner, full, depth + 1)


def _answers(spec: Mapping[str, Any], one: Mapping[str, Any]) -> Iterator[AnswerSaid]:
    for status, raw in list(_found(spec, one.get("responses")).items())[:40]:
        answer = _found(spec, raw)
        example = ""
        for media in list(_found(spec, answer.get("content")).values())[:1]:
            example = _example(spec, _found(spec, media))
        yield AnswerSaid(str(status), _text(answer, "description"), example)


def _example(spec: Mapping[str, Any], media: Mapping[str, Any]) -> str:
    """Give the first example of an answer as JSON."""
    value = media.get("example")
    if value is None:
        first = next(iter(_found(spec, media.get("examples")).values()), None)
        value = _found(spec, first).get("value")
    if value is None:
        value = _found(spec, media.get("schema")).get("example")
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=2)
