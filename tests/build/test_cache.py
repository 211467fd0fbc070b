"""What is kept on disk between runs: found again, or as if it had never been there; never wrong, never in the way."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.build.cache import MOST_OF_ONE, Cache, keep, kept, own_cache


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_a_value_is_found_by_its_key_only(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new")
    keep(cache, "blame", {b"one": b"1", b"two": b""})
    assert (kept(cache, "blame", b"one"), kept(cache, "blame", b"two")) == (b"1", b"")
    assert kept(cache, "blame", b"three") is None
    assert kept(cache, "counts", b"one") is None
    assert kept(Cache(tmp_path / "other"), "blame", b"one") is None


def test_the_later_value_of_a_key_is_the_one(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keep(cache, "blame", {b"one": b"1"})
    keep(cache, "blame", {b"one": b"2"})
    assert kept(cache, "blame", b"one") == b"2"
    assert len(_files(tmp_path)) == 1


@pytest.mark.parametrize("damage", [b"", b"x", bytes(32) + b"1"])
def test_a_damaged_value_was_never_there(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    keep(cache, "blame", {b"one": b"1"})
    _files(tmp_path)[0].write_bytes(damage)
    assert kept(cache, "blame", b"one") is None
    keep(cache, "blame", {b"one": b"1"})
    assert kept(cache, "blame", b"one") == b"1"


def test_a_value_under_the_name_of_another_is_none(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keep(cache, "blame", {b"one": b"1"})
    first = _files(tmp_path)[0]
    keep(cache, "blame", {b"two": b"2"})
    second = next(path for path in _files(tmp_path) if path != first)
    second.write_bytes(first.read_bytes())
    assert kept(cache, "blame", b"two") is None


def test_a_folder_that_cannot_be_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for cache in (Cache(tmp_path / "file" / "below"), Cache(None)):
        keep(cache, "blame", {b"one": b"1"})
        assert kept(cache, "blame", b"one") is None


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    keep(Cache(tmp_path), "blame", {b"one": b"1"})
    assert _files(tmp_path) == []


def test_it_never_takes_more_room_than_allowed_and_the_unused_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path, most=10_000)
    for number in range(9):
        keep(cache, "blame", {b"%d" % number: bytes(1_000)})
    for when, path in enumerate(_files(tmp_path)):
        os.utime(path, (when, when))
    assert kept(cache, "blame", b"0") is not None  # asked for: now the youngest
    keep(cache, "blame", {b"new": bytes(1_000)})
    assert sum(path.stat().st_size for path in _files(tmp_path)) <= 10_000
    assert kept(cache, "blame", b"0") is not None
    assert kept(cache, "blame", b"new") is not None
    assert len(_files(tmp_path)) < 10


def test_a_value_that_is_too_large_is_not_kept(tmp_path: Path) -> None:
    keep(Cache(tmp_path), "blame", {b"one": bytes(MOST_OF_ONE + 1)})
    assert kept(Cache(tmp_path), "blame", b"one") is None


def test_a_namespace_is_a_word_and_never_a_path(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="up"):
        kept(Cache(tmp_path), "../up", b"one")


def test_it_stands_where_the_user_wants_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert own_cache().folder == tmp_path / "handbook"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")  # to be ignored, says the specification
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert own_cache().folder == tmp_path / "home" / ".cache" / "handbook"


def test_only_its_user_may_read_it(tmp_path: Path) -> None:
    keep(Cache(tmp_path / "handbook"), "blame", {b"one": b"1"})
    assert (tmp_path / "handbook").stat().st_mode & 0o077 == 0
