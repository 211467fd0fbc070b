"""Addresses on the forge: filled in for a place, and never more than an address."""

from __future__ import annotations

import pytest

from pipeline.emit.forge import edit_link

BASE = "https://forge.example/guide/edit/main"


@pytest.mark.parametrize(
    ("pattern", "file", "address"),
    [
        (f"{BASE}/{{file}}#L{{line}}", "équipe/a b.md", f"{BASE}/%C3%A9quipe/a%20b.md#L7"),
        (BASE, "a.md", f"{BASE}/a.md"),
        (f"{BASE}/", "a.md", f"{BASE}/a.md"),
        (f"{BASE}?path=", "a.md", f"{BASE}?path=a.md"),
        (f"{BASE}/{{file}}", "a?b#c%d{line}(e).md", f"{BASE}/a%3Fb%23c%25d%7Bline%7D%28e%29.md"),
        (f"{BASE}/%7Euser/{{file}}", "a.md", f"{BASE}/%7Euser/a.md"),
        ("HTTP://forge.example/{file}", "a.md", "HTTP://forge.example/a.md"),
    ],
)
def test_a_place_is_put_in_percent_encoded(pattern, file, address):
    assert edit_link(pattern, file, 7) == address


@pytest.mark.parametrize(
    "pattern", ["", "javascript:alert(1)//{file}", "data:text/html,{file}", "//x/{file}", "forge/{file}"]
)
def test_nothing_but_http_is_an_address(pattern):
    assert edit_link(pattern, "a.md", 1) == ""


def test_an_address_does_not_break_out_of_what_it_stands_in():
    link = edit_link("https://forge.example/\"><script>)'\n{file}", '"><b>)', 1)
    assert set(link) & set("\"'<>()\n ") == set()
