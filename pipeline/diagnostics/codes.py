"""Every code there is: S sources, N normalise, M markers, E emit. A number is never used again for another meaning.

`handbook explain CODE` prints a code's text; DIAGNOSTICS.md is made from this table. `{name}` marks a quoted value.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import NamedTuple

from pipeline.messages import mark as _


class Level(IntEnum):
    """How much a finding weighs: a note informs, a warning wants a look, an error must be mended."""

    note = 0
    warning = 1
    error = 2


class Rule(NamedTuple):
    """What belongs to a code: its level, its message, what to do about it, and why it exists."""

    level: Level
    message: str
    hint: str
    why: str


class Code(Enum):
    """The registry of diagnostics."""

    S101 = Rule(
        Level.error,
        _("The folder “{folder}” holds no text to read."),
        _("Put at least one .md file in it, or name another folder."),
        _("A handbook is made from Markdown files (.md, .markdown, .txt). None was found below the source folder."),
    )
    S102 = Rule(
        Level.error,
        _("There is no folder “{folder}”."),
        _("Check the name; `handbook new {folder}` makes a small handbook to start from."),
        _("The source folder named on the command line does not exist, or is a file."),
    )
    S103 = Rule(
        Level.error,
        _("“{file}” is not a text file."),
        _("Remove it from the sources, or save it again as text (UTF-8)."),
        _("A file named like a text holds bytes that no text holds (a picture or an archive renamed, perhaps)."),
    )
    S104 = Rule(
        Level.error,
        _("“{file}” is not in UTF-8: byte {byte} at this place cannot be read."),
        _("Save the file again with the encoding UTF-8."),
        _(
            "Text is read as UTF-8. The file holds bytes that are not UTF-8; they were read as Windows-1252 "
            "instead, so that nothing is lost, but accents may be wrong."
        ),
    )
    S105 = Rule(
        Level.warning,
        _("“{file}” was damaged by a wrong encoding ({encoding}) and was read repaired: “{before}” → “{after}”."),
        _("Save the repaired text in the source when you can."),
        _(
            "The file's UTF-8 was once read as another encoding and saved again (“Ã©” or “√©” for “é”). The "
            "damage is undone exactly, for the whole file, and only when the result is certain."
        ),
    )
    S106 = Rule(
        Level.error,
        _("“{file}” cannot be opened: {problem}."),
        _("Check the file's permissions."),
        _("The file is there but could not be read; it is left out of the handbook."),
    )
    S107 = Rule(
        Level.error,
        _("“{file}” weighs {size} MB; a page may weigh {most} MB at most."),
        _("Cut it into several pages, or take it out of the sources if it is not a page."),
        _("A page of that size would be a book of more than a thousand printed pages: most likely a file of data."),
    )
    S108 = Rule(
        Level.error,
        _("The folder “{folder}” cannot be opened: {problem}."),
        _("Check the folder's permissions."),
        _("A folder of the sources could not be read; what it holds is left out of the handbook."),
    )
    S109 = Rule(
        Level.warning,
        _("Lines of “{file}” look damaged by a wrong encoding ({count}), and no encoding repairs them: “{line}”."),
        _("Correct these words in the source."),
        _(
            "Some lines of the file look like UTF-8 read as another encoding (“Ã©” for “é”), but they hold sound "
            "letters too or were damaged in different ways, so that the repair would not be certain. They stay as "
            "they are."
        ),
    )
    S110 = Rule(
        Level.error,
        _("The settings of this page cannot be read: {problem}."),
        _("Check this line: a missing quote, a colon inside a text without quotes, or a tab."),
        _(
            "The lines between the two `---` (YAML) or `+++` (TOML) at the top of a page are its settings. They"
            " could not be read; the page is built without them and they are kept as text."
        ),
    )
    S111 = Rule(
        Level.warning,
        _("“{key}” should be {expected}, not {given}."),
        _("Correct the value in the settings at the top of the page."),
        _("A setting of a page has a value of another kind than the one expected. It is kept aside and not used."),
    )
    S120 = Rule(
        Level.error,
        _("handbook.yml cannot be read: {problem}."),
        _("Check this line: a missing quote, a colon inside a text without quotes, or a tab."),
        _("handbook.yml must be valid YAML."),
    )
    S121 = Rule(
        Level.error,
        _("handbook.yml does not know “{key}”."),
        _("Did you mean “{guess}”?"),
        _("A key of handbook.yml is not one of those that exist. `handbook schema config` prints them all."),
    )
    S122 = Rule(
        Level.error,
        _("In handbook.yml, “{key}” has a wrong value: {problem}."),
        _("`handbook schema config` prints what is allowed."),
        _("A value of handbook.yml is of the wrong kind."),
    )
    S130 = Rule(
        Level.error,
        _("“{file}” is listed but is not there."),
        _("Did you mean “{guess}”?"),
        _("SUMMARY.md or handbook.yml lists a page whose file does not exist."),
    )
    S131 = Rule(
        Level.warning,
        _("“{file}” is listed twice; it is printed once, at its first place."),
        _("Take one of the two lines out of the list."),
        _("A page that is listed twice would stand twice in the book."),
    )
    S132 = Rule(
        Level.warning,
        _("“{file}” is not listed and is left out of the handbook."),
        _("Add it to {list}, or delete the file."),
        _("A page on disk that the table of contents does not name is not part of the book."),
    )
    S133 = Rule(
        Level.error,
        _("“{file}” includes itself, by way of {chain}."),
        _("Take one of the includes out."),
        _("A page that includes itself, directly or through others, has no end."),
    )
    S134 = Rule(
        Level.error,
        _("The piece to include, “{file}”, is not there."),
        _("Correct its name, or take the include out."),
        _("A page includes a file that is not in the source folder."),
    )
    S140 = Rule(
        Level.warning,
        _("The picture “{image}” is missing; a labelled frame stands in its place."),
        _("Put the file there, or correct its name."),
        _("A page shows a picture that is not in the source folder."),
    )
    S141 = Rule(
        Level.error,
        _("The picture “{image}” is outside the source folder and is refused."),
        _("Copy it into the source folder."),
        _("Only files of the source folder may enter a handbook, so that a page cannot publish a private file."),
    )
    S142 = Rule(
        Level.warning,
        _("The picture “{image}” is on the network and is not fetched; its address is printed instead."),
        _("Copy it into the source folder."),
        _("A build never uses the network: the result would depend on somebody else's machine."),
    )
    S143 = Rule(
        Level.error,
        _("“{image}” is not a picture that can be read."),
        _("Use PNG, JPEG, GIF, WebP or SVG."),
        _("The file named as a picture is damaged or of an unknown kind."),
    )
    S144 = Rule(
        Level.warning,
        _("A picture written inside the page itself (data:) is not read."),
        _("Save it as a file in the source folder."),
        _("Only pictures that are files of the source folder enter a handbook."),
    )
    S150 = Rule(
        Level.error,
        _("The link “{target}” could run a program and is taken away; its text stays."),
        _("Replace it by an ordinary address."),
        _("Links that begin with javascript:, data: or vbscript: can run a script in the reader's browser."),
    )
    S151 = Rule(
        Level.warning,
        _("The link “{target}” leads nowhere in the handbook."),
        _("Nearest page or heading: {guess}."),
        _("A link names a page, a heading or a file that does not exist."),
    )
    S152 = Rule(
        Level.warning,
        _("The footnote “{label}” has no text."),
        _("Write a line that begins with [^{label}]: on the same page."),
        _("A footnote is called but not written on its page."),
    )
    S160 = Rule(
        Level.warning,
        _("“{tag}” is not understood; it is kept as text."),
        _("Remove it, or write it another way."),
        _("A tag of GitBook or HTML that this version does not read. Its text is kept, so that nothing is lost."),
    )
    S161 = Rule(
        Level.warning,
        _("“{tag}” is opened but never closed."),
        _("Add the closing tag."),
        _("A GitBook tag that comes in pairs lacks its second half; it is taken to end with its page."),
    )
    S162 = Rule(
        Level.warning,
        _("“{tag}” closes nothing."),
        _("Remove it, or add the opening tag."),
        _("A closing tag of GitBook stands without its first half."),
    )
    S163 = Rule(
        Level.warning,
        _("Cells in this row of the table: {given}; in its header: {expected}."),
        _("Add or remove a | so that the rows match."),
        _("A ragged row: missing cells are left empty, and cells in excess are kept at the row's end."),
    )
    S164 = Rule(
        Level.error,
        _("This page is nested too deep (lists in lists, quotes in quotes); it is printed as it is written."),
        _("Use fewer levels of indentation."),
        _("Beyond some forty lists one inside the other, a page cannot be read safely. Nothing of it is lost."),
    )
    S170 = Rule(
        Level.warning,
        _("“{code}” is not a ROME code."),
        _("A ROME code is one letter from A to N and four digits, such as M1806."),
        _("ROME is France Travail's directory of trades; a wrong code would make a dead link."),
    )
    S180 = Rule(
        Level.error,
        _("“{folder}” is not empty."),
        _("Name a folder that does not exist yet."),
        _("`handbook new` never writes over anything."),
    )
    N101 = Rule(
        Level.note,
        _("A lost joiner is put back: “{before}” → “{after}”."),
        _("Nothing to do; type the emoji again to mend the source."),
        _(
            "Some exports lose the invisible character that joins two emoji into one; the pair is then shown as"
            " two signs."
        ),
    )
    N130 = Rule(
        Level.warning,
        _("Two emoji side by side were read as one: “{before}” → “{after}”."),
        _("Put a space between them if two are meant; else type the emoji again to mend the source."),
        _(
            "A person and a tool side by side (a woman and a laptop) are most often one emoji whose invisible joiner "
            "an export lost. They are joined only where Unicode recommends the joined emoji."
        ),
    )
    N131 = Rule(
        Level.note,
        _("Repairs made to the text: {count} ({rules})."),
        _("build/hygiene.md lists them; `handbook fix` shows them and writes them to the sources when you ask for it."),
        _(
            "Typography, export debris and damage are repaired while the sources are read; the sources themselves "
            "stay as they are. Each rule can be switched off in handbook.yml, under repairs, off."
        ),
    )
    N102 = Rule(
        Level.note,
        _("The heading “{heading}” jumps from level {before} to level {after}; it is raised to level {now}."),
        _("Use one # less per level skipped."),
        _("Readers with a screen reader move by heading levels; a level that is skipped loses them."),
    )
    N103 = Rule(
        Level.warning,
        _("This row of the table is empty."),
        _("Fill it in, or delete it."),
        _(
            "An empty row of a skills or responsibility matrix is work that somebody meant to do. It is left "
            "out of the finished table."
        ),
    )
    N104 = Rule(
        Level.warning,
        _("This page has a title and nothing else."),
        _("Write it, or take it out of the table of contents."),
        _("A page with only a title is the commonest unfinished thing."),
    )
    N105 = Rule(
        Level.warning,
        _("This page has no title; its file's name is used: “{title}”."),
        _("Begin the page with a line such as: # My title"),
        _("Every chapter needs a title for the table of contents."),
    )
    M101 = Rule(
        Level.error,
        _("Unfinished: {text} — {subject}"),
        _("Write what is missing, then remove the marker."),
        _(
            "An editorial marker that is certainly one ([ENRICHIR], TODO, (vide)…). The handbook is not "
            "finished while it stands."
        ),
    )
    M102 = Rule(
        Level.warning,
        _("Perhaps unfinished: {text} — {subject}"),
        _("Write what is missing, or remove the highlight."),
        _("A sign that often means unfinished work, such as a question highlighted in yellow, but not always."),
    )
    M103 = Rule(
        Level.note,
        _("To be filled in: {text}"),
        _("Replace it by your own text, or leave it if readers are to fill it in."),
        _("A blank of a template in square brackets: it may be meant for the reader."),
    )
    M104 = Rule(
        Level.error,
        _("The final edition cannot be made: unfinished places remain ({count})."),
        _("Finish them, or make a draft with --edition draft."),
        _("A final edition does not show its markers: it would be published with holes that nobody sees."),
    )
    E101 = Rule(
        Level.error,
        _("The folder “{folder}” cannot be written: {problem}."),
        _("Check its permissions and the free space, or choose another folder with --out."),
        _("The results could not be written. Those of the last build are whole."),
    )
    E102 = Rule(
        Level.error,
        _("pandoc could not make {output}: {problem}."),
        _("Run `handbook doctor` to see what is installed."),
        _("pandoc turns the model into a Word file."),
    )
    E103 = Rule(
        Level.warning,
        _("{tool} says about {output}: {problem}"),
        "",
        _(
            "A tool that makes one of the outputs left something out or changed it. It is repeated here so that"
            " nothing is hidden."
        ),
    )
    E104 = Rule(
        Level.error,
        _("The PDF cannot be made: {problem}."),
        _("Run `handbook doctor` to see what is missing."),
        _("WeasyPrint or a library it needs is missing or failed."),
    )
    E105 = Rule(
        Level.error,
        _("“{file}” is not a model that can be read: {problem}."),
        _("Make it again with `handbook ingest` or `handbook build`."),
        _("`handbook emit` reads the file model.json that `handbook build` writes."),
    )
    E106 = Rule(
        Level.error,
        _("No font has a drawing for the character “{character}” ({point}); the PDF shows a box."),
        _("Replace the character, or install a font that has it."),
        _(
            "A character of the text has no drawing in the handbook's fonts nor in those of this machine. In print it "
            "is an empty box, and the PDF is not accessible (ISO 14289-1, 7.21.8)."
        ),
    )
    E107 = Rule(
        Level.warning,
        _("A table has {columns} columns, too many for a page; its words are broken."),
        _("Split it into several tables, or turn its rows into columns."),
        _("Even on a page turned on its side, no column of the table would be wide enough for its words."),
    )

    E130 = Rule(
        Level.warning,
        _("“{file}” is not in UTF-8; no repair was written to it."),
        _("Save the file again with the encoding UTF-8, then run the command again."),
        _("`handbook fix` changes the words of a repair and no other byte of a file: it never changes its encoding."),
    )

    def __init__(self, *_rule: object) -> None:
        """Keep the rule as the value; levels are read through `level`."""

    @property
    def level(self) -> Level:
        """How much a finding with this code weighs."""
        return self.value.level
