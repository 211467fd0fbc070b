"""Whatever reviewers do to any small book, nothing they wrote is lost, and the edits make the sources say it."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from pipeline.manuscript.manuscript import Manuscript, after, whole
from pipeline.review.likeness import settled
from pipeline.review.units import units_of
from tests.review import printout as made

Work = Callable[[Manuscript], Manuscript]


class _Words:
    """Words that stand once, so that each can be looked for."""

    def __init__(self, letter: str) -> None:
        self.letter, self.number = letter, 0

    def next(self) -> str:
        self.number += 1
        return f"{self.letter}{self.number:03d}{self.letter}"


_INLINE = (
    "{} {} {}",
    "{} **{} {}** {}",
    "**{}** {}",
    "{} *{}* _{}_",
    "{} [{} {}](https://exemple.fr/a_b) {}",
    "{} `{} {}` {}.",
    "{} : « {} » ; {}\n{} {}",
    "l'{} {}\\* {} &amp; {}",
    "{} ~~{}~~ <mark>{}</mark> {}",
)
_BLOCKS = (
    "{0}\n",
    "## {0}\n",
    "> {0}\n",
    "- {0}\n- {1}\n- {2}\n",
    "1. {0}\n2. {1}\n\n   {2}\n",
    "- [ ] {0}\n- [x] {1}\n",
    '{{% hint style="info" %}}\n{0}\n\n{1}\n{{% endhint %}}\n',
    "| {0} | {1} |\n| --- | --- |\n| {2} | {1} |\n",
    "```\nx = {0}\n```\n",
)


@st.composite
def _sources(draw: st.DrawFn) -> dict[str, str]:
    words = _Words("v")
    lines = [f"# {words.next()}\n"]
    for block in draw(st.lists(st.sampled_from(_BLOCKS), min_size=1, max_size=6)):
        is_one_line = block.startswith(("#", "|", "```", ">", "-", "1"))
        pieces = []
        for _piece in range(3):
            shape = draw(st.sampled_from(_INLINE))
            shape = shape.replace("\n", " ") if is_one_line else shape
            pieces.append(re.sub(r"\{\}", lambda _hole: words.next(), shape))
        if block.startswith("|"):
            pieces.append(re.sub(r"\{\}", lambda _hole: words.next(), "{}"))
        text = block.format(*pieces)
        # Each piece is used once: words that stand twice could not be told apart.
        used = block.count("{1}") > 1
        lines.append(text if not used else text[::-1].replace(pieces[1][::-1], words.next()[::-1], 1)[::-1])
    return {"README.md": "\n".join(lines)}


def _an_edit(draw: st.DrawFn, manuscript: Manuscript, new: _Words) -> tuple[Manuscript, str]:
    """Do one thing to a manuscript, and say the comment that was made, if one was."""
    known = [
        word
        for paragraph in manuscript.paragraphs
        if all(not run.changes for run in paragraph.runs) and not paragraph.ending
        for word in re.findall(r"v\d+v", whole(paragraph))
    ]
    if not known:
        return manuscript, ""
    word = draw(st.sampled_from(known))
    author = draw(st.sampled_from(("", "Léa")))
    text = draw(st.sampled_from(("{}", "*{} {}_", "# {}", "1. {} | {}", "<{}> [{}]", "{} : {}"))).replace(
        "{}", new.next()
    )
    match draw(st.sampled_from(("change", "delete", "insert", "split", "put in", "take out", "comment"))):
        case "change":
            return (made.tracked(manuscript, word, text) if author else made.typed(manuscript, word, text)), ""
        case "delete":
            return (made.tracked(manuscript, word, "") if author else made.typed(manuscript, word, "")), ""
        case "insert":
            if author:
                return made.tracked(manuscript, word, f" {text}", start=len(word)), ""
            return made.typed(manuscript, word, f"{word} {text}"), ""
        case "split":
            return made.split(manuscript, word, author), ""
        case "put in":
            return made.put_in(manuscript, word, text, author), ""
        case "take out":
            return made.taken_out(manuscript, word, author), ""
        case _:
            words = new.next()
            return made.said(manuscript, word, words, identifier=words), words


@st.composite
def _returns(draw: st.DrawFn) -> tuple[made.Printout, Manuscript, list[str]]:
    printed = made.printout(draw(_sources()), front=("Sommaire", "1\tTitre\t3"))
    manuscript, new, comments = printed.manuscript, _Words("n"), []
    for _time in range(draw(st.integers(1, 5))):
        manuscript, comment = _an_edit(draw, manuscript, new)
        comments += [comment] if comment else []
    return printed, manuscript, comments


def _words_of(texts: list[str], letter: str) -> set[str]:
    return set(re.findall(rf"{letter}\d+{letter}", " ".join(texts)))


@given(_returns())
def test_nothing_that_a_reviewer_wrote_is_lost(case: tuple[made.Printout, Manuscript, list[str]]) -> None:
    printed, manuscript, comments = case
    remarks = printed.returned(manuscript)
    now = [after(one) for one in manuscript.paragraphs]
    was = [one.text for one in printed.edition.paragraphs]
    put_in, taken_out = _words_of(now, "n"), _words_of(was, "v") - _words_of(now, "v")
    assert put_in <= _words_of([one.new for one in remarks], "n")
    assert taken_out <= _words_of([one.old for one in remarks], "v")
    assert set(comments) == {one.text for one in remarks if one.sort == "comment"}


@given(_returns())
def test_the_sources_with_every_edit_say_what_the_reviewer_wrote(
    case: tuple[made.Printout, Manuscript, list[str]],
) -> None:
    printed, manuscript, _comments = case
    changes = tuple(one for one in printed.returned(manuscript) if one.sort != "comment")
    if all(one.edit is not None for one in changes):
        said, accepted = _said(made.with_edits(printed.sources, changes)), _accepted(manuscript)
        # A cell is on one line in the sources: its paragraphs are parted by breaks.
        has_cells = "| --- |" in printed.sources["README.md"]
        assert _line(said) == _line(accepted) if has_cells else said == accepted


@given(_returns())
def test_each_edit_alone_makes_its_own_words_come_and_go_and_nothing_else(
    case: tuple[made.Printout, Manuscript, list[str]],
) -> None:
    printed, manuscript, _comments = case
    before = " ".join(_said(printed.sources))
    for one in printed.returned(manuscript):
        if one.edit is not None:
            alone = " ".join(_said(made.with_edits(printed.sources, (one,))))
            assert _words_of([alone], "v") == _words_of([before], "v") - (
                _words_of([one.old], "v") - _words_of([one.new], "v")
            )
            assert _words_of([alone], "n") == _words_of([one.new], "n")


def _said(sources: dict[str, str] | object) -> list[str]:
    texts = (settled(unit.text) for unit in units_of(made.book_of(sources)))  # type: ignore[arg-type]
    return [text for text in texts if text]


def _line(texts: list[str]) -> str:
    return settled(" ".join(texts))


def _accepted(manuscript: Manuscript) -> list[str]:
    """Give what a manuscript says with every tracked change accepted."""
    texts, line = [], ""
    for paragraph in manuscript.paragraphs[2:]:
        line += after(paragraph)
        if not any(one.sort == "deletion" for one in paragraph.ending):
            texts.append(line)
            line = ""
    return [text for text in map(settled, [*texts, line]) if text]
