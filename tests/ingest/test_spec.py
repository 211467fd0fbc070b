"""Descriptions of APIs that are damaged, go round in circles, or multiply themselves."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ingest.markdown.spec import CallSaid, call, read_spec, schema, webhook

_ME = {"$ref": "#/components/schemas/Moi"}


@pytest.mark.parametrize(
    "data",
    [b"", b"texte", b"- a\n- b\n", b"{", b'{"a": 1}', b"\xff\xfe", b"paths: *a", b'{"paths": ' + b"[" * 100_000],
)
def test_what_is_no_description(data: bytes) -> None:
    assert read_spec(data) is None


def test_a_kind_of_data_that_holds_itself_comes_to_an_end() -> None:
    properties = {f"champ{number}": _ME for number in range(80)}
    whole = {"components": {"schemas": {"Moi": {"properties": properties, "items": _ME, "allOf": [_ME] * 20}}}}
    said = schema(whole, "Moi")
    assert said is not None
    assert 0 < len(said.fields) <= 120


def test_a_list_of_itself_and_a_reference_to_itself() -> None:
    whole = {"components": {"schemas": {"Liste": {"items": {"$ref": "#/components/schemas/Liste"}}, "Moi": _ME}}}
    assert schema(whole, "Liste") is not None
    assert schema(whole, "Moi") is None
    assert schema(whole, "Ailleurs") is None


def test_swagger_2() -> None:
    whole = {
        "swagger": "2.0",
        "host": "api.exemple.fr",
        "basePath": "/v1/",
        "paths": {
            "/agents": {
                "post": {
                    "parameters": [
                        {"in": "body", "name": "x", "schema": {"$ref": "#/definitions/Agent"}},
                        {"in": "formData", "name": "photo", "type": "file"},
                    ]
                }
            }
        },
        "definitions": {"Agent": {"required": ["nom"], "properties": {"nom": {"type": "string"}}}},
    }
    said = call(whole, "/agents", "POST")
    assert said is not None
    assert said.path == "https://api.exemple.fr/v1/agents"
    fields = [(one.name, one.where, one.kind, one.is_required) for one in said.fields]
    assert fields == [("nom", "body", "string", True), ("photo", "body", "file", False)]


def test_a_webhook_and_a_call_that_is_not_there() -> None:
    whole = {"webhooks": {"arrivee": {"post": {"summary": "Arrivée"}}}, "paths": {}}
    said = webhook(whole, "arrivee", "post")
    assert isinstance(said, CallSaid)
    assert said.title == "Arrivée"
    assert call(whole, "/x", "get") is None
    assert call(whole, "/x", "parameters") is None


_KEYS = (
    *("paths", "/x", "get", "parameters", "schema", "properties", "items", "responses", "200", "content", "url"),
    *("requestBody", "components", "schemas", "Moi", "servers", "enum", "type", "required", "allOf", "example"),
)
_DATA = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3), st.just(_ME)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(_KEYS), inner, max_size=4)),
    max_leaves=20,
)


@given(_DATA, _DATA, _DATA)
def test_any_data_is_read_without_a_crash(paths: Any, shared: Any, schemas: Any) -> None:
    whole = {"paths": {"/x": {"get": paths, "parameters": shared}}, "components": {"schemas": {"Moi": schemas}}}
    again = read_spec(json.dumps(whole).encode())
    assert again == whole
    call(whole, "/x", "get")
    schema(whole, "Moi")


def test_halves_of_characters_are_no_text() -> None:
    assert read_spec(b'{"paths": {}, "info": {"title": "un \\ud800 deux"}}') == {
        "paths": {},
        "info": {"title": "un ? deux"},
    }
