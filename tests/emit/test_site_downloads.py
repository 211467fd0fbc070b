"""The documents of a build on the home page of its site: those that were made, under names that say what they are."""

from __future__ import annotations

from pipeline.emit.site.downloads import size_in_words
from tests.emit.site_made import page_of, site_files, site_order


def test_the_home_page_offers_what_was_made() -> None:
    made = {"handbook.pdf": b"%PDF" * 500_000, "handbook.docx": b"PK", "model.json": b"{}"}
    order = site_order()._replace(made=made)
    files = site_files(order)
    home = page_of(files, "index.html")
    links = home.find_class("download")
    assert [one.get("href") for one in links] == ["telechargements/table.pdf", "telechargements/table.docx"]
    assert [" ".join(one.text_content().split()) for one in links] == ["PDF (2,0 Mo)", "Word (1 ko)"]
    assert next(one.get("type") for one in links) == "application/pdf"
    assert files["telechargements/table.pdf"] == made["handbook.pdf"]
    assert {name for name in files if name.startswith("telechargements/")} == {one.get("href") for one in links}


def test_nothing_is_offered_where_nothing_was_made() -> None:
    files = site_files(site_order())
    assert page_of(files, "index.html").find_class("downloads") == []
    assert not any(name.startswith("telechargements") for name in files)


def test_sizes_are_said_as_readers_say_them() -> None:
    order = site_order()
    assert size_in_words(12, order) == "1\u00a0ko"
    assert size_in_words(999_400, order) == "999\u00a0ko"
    assert size_in_words(999_600, order) == "1,0\u00a0Mo"
    assert size_in_words(1_250_000, order) in ("1,2\u00a0Mo", "1,3\u00a0Mo")
    english = order._replace(say=lambda text, **values: text.format(**values))
    assert size_in_words(1_250_000, english).endswith("MB")
