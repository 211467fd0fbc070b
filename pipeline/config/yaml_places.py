"""YAML with the place of every value: the one door to PyYAML."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple, TypeAlias

import yaml
from yaml.reader import ReaderError

from pipeline.config.yaml_words import in_words
from pipeline.messages import mark as _

Place: TypeAlias = tuple[int, int]
Plain: TypeAlias = "str | int | float | bool | date | None"

# Halves of characters, which an escape such as "\ud800" can write and no text can hold.
_HALVES = re.compile("[\ud800-\udfff]")
# More nodes than any settings hold; aliases that multiply themselves reach it at once.
_MOST_NODES = 20_000


class YamlValue(NamedTuple):
    """A value and where it stands: rows and characters from 0 in the text that was read.

    `plain` is the value of a scalar; `items` those of a list, `entries` those of a mapping.
    """

    sort: str
    plain: Plain
    start: Place
    end: Place
    items: tuple[YamlValue, ...] = ()
    entries: tuple[tuple[YamlValue, YamlValue], ...] = ()

    def text(self) -> str:
        """Give a scalar as the author wrote it, dates in ISO form, "" for nothing."""
        if self.plain is None:
            return ""
        if isinstance(self.plain, bool):
            return "true" if self.plain else "false"
        return self.plain.isoformat() if isinstance(self.plain, date) else str(self.plain)

    def get(self, key: str) -> YamlValue | None:
        """Give the value of a mapping's key, or None."""
        return next((value for name, value in self.entries if name.text() == key), None)


class YamlProblem(NamedTuple):
    """Why a text is not YAML, and where (row and character from 0)."""

    problem: str
    at: Place


# What lacks its end, or its colon, is mended where it begins; PyYAML is at the next thing then.
_UNENDED = re.compile(
    r"found unexpected (?:end of stream|document separator)|could not find expected ':'|expected ',' or"
)


class _TooLargeError(Exception):
    """The document has more nodes than settings can have."""


def read_yaml(text: str) -> YamlValue | YamlProblem | None:
    """Read one YAML document.

    Returns:
        The value with its places, a problem, or None for an empty document.
    """
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        return None if node is None else _value(node, yaml.SafeLoader(""), [0])
    except _TooLargeError:
        return YamlProblem(_("it is far too large"), (0, 0))
    except yaml.MarkedYAMLError as error:
        is_begun = _UNENDED.search(error.problem or "") is not None
        mark = (error.context_mark if is_begun else None) or error.problem_mark or error.context_mark
        at = (mark.line, mark.column) if mark else (0, 0)
        return YamlProblem(in_words(error.context or "", error.problem or "", _before(text, at)), at)
    except ReaderError as error:
        rows = text[: error.position].split("\n")
        return YamlProblem(in_words("", str(error), ""), (len(rows) - 1, len(rows[-1])))
    except RecursionError:
        return YamlProblem(_("it is nested too deep"), (0, 0))


def _before(text: str, at: Place) -> str:
    """Give what stands on a line before a place."""
    row, column = at
    lines = text.splitlines()
    return lines[row][:column] if row < len(lines) else ""


def _value(node: yaml.Node, loader: yaml.SafeLoader, count: list[int]) -> YamlValue:
    count[0] += 1
    if count[0] > _MOST_NODES:
        raise _TooLargeError
    start = (node.start_mark.line, node.start_mark.column)
    end = (node.end_mark.line, node.end_mark.column)
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_value(item, loader, count) for item in node.value)
        return YamlValue("list", None, start, end, items=items)
    if isinstance(node, yaml.MappingNode):
        entries = tuple((_key(key, loader, count), _value(item, loader, count)) for key, item in node.value)
        return YamlValue("mapping", None, start, end, entries=entries)
    return YamlValue("scalar", _plain(node, loader), start, end)


def _key(node: yaml.Node, loader: yaml.SafeLoader, count: list[int]) -> YamlValue:
    """Give a key as written: YAML 1.1 takes `off`, `on`, `yes` and `no` for truth values."""
    key = _value(node, loader, count)
    return key._replace(plain=str(node.value)) if isinstance(key.plain, bool) else key


def _plain(node: yaml.Node, loader: yaml.SafeLoader) -> Plain:
    try:
        made = loader.construct_object(node)
    except (yaml.YAMLError, ValueError):
        return str(node.value)
    if isinstance(made, datetime):
        return str(node.value)
    if isinstance(made, str):
        return _HALVES.sub("\ufffd", made)
    return made if isinstance(made, int | float | bool | date | None) else str(node.value)
