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
    """What belongs to a code: its level, its message, what to do about it, and why it exists.

    `otherwise` is what to do where a value that the hint quotes is not known.
    """

    level: Level
    message: str
    hint: str
    why: str
    otherwise: str = ""


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
        _("The source folder named on the command line does not exist."),
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
    S112 = Rule(
        Level.note,
        _("This page is not to be published (“{setting}”): it is left out of the final edition."),
        _("Take this setting out when the page is ready."),
        _(
            "The page's settings say that it is a draft or hidden. A draft edition shows it, so that it can be worked "
            "on; a final edition leaves it out and says so (N121)."
        ),
    )
    S114 = Rule(
        Level.warning,
        _("“{tag}” is meant for another tool; it is kept as text."),
        _("Remove it, or write it another way."),
        _(
            "A command of another generator (a shortcode of Hugo, a variable of Jekyll, an import or a box of "
            "Docusaurus, MkDocs or Quarto) that cannot be carried out here. Its text is kept, so that nothing is lost."
        ),
    )
    S115 = Rule(
        Level.note,
        _("The date “{written}” is read day first: {date}."),
        _("Write it as {date} to leave no doubt."),
        _(
            "A date in figures can be read day first (as in French) or month first; where both are possible, it is "
            "told."
        ),
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
        _("Those that can stand here are: {known}."),
    )
    S122 = Rule(
        Level.error,
        _("In handbook.yml, “{key}” has a wrong value: {problem}."),
        _("Choose among: {known}."),
        _("A value of handbook.yml is of the wrong kind."),
        _("`handbook schema config` prints what is allowed."),
    )
    S130 = Rule(
        Level.error,
        _("“{file}” is listed but is not there."),
        _("Did you mean “{guess}”?"),
        _("SUMMARY.md or handbook.yml lists a page whose file does not exist."),
        _("Correct its address, or take its line out of the table of contents."),
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
        _("If it was renamed, correct its line in {list} (not found: {missing}); otherwise add it there."),
        _("A page on disk that the table of contents does not name is not part of the book."),
        _("Add it to {list}; a page that is of no more use can be kept outside the folder of the sources."),
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
    S135 = Rule(
        Level.error,
        _("The folder “{folder}” holds several handbooks: {books}."),
        _("Choose one with --book, for instance: --book {first}"),
        _(
            "Several folders below this one have a table of contents of their own (SUMMARY.md or .gitbook.yaml), and "
            "this folder has none: each is a handbook."
        ),
    )
    S136 = Rule(
        Level.error,
        _("There is no handbook “{book}” in the folder “{folder}”; there are: {books}."),
        _("Choose one of them with --book."),
        _("The name given to --book is neither a handbook's folder nor the end of one's path."),
    )
    S137 = Rule(
        Level.warning,
        _("“{file}” cannot be followed here: {problem}."),
        _("Correct this line."),
        _("The settings of GitBook (.gitbook.yaml) cannot be read, or name a file that is not there."),
    )
    S138 = Rule(
        Level.note,
        _("This line of the table of contents is no entry: “{words}”."),
        _("Make it an item that leads to a page, or delete it."),
        _(
            "The table of contents holds words that lead to no page (a sentence, a part without pages, an entry for a "
            "heading of a page that stands there already); they are not part of the handbook."
        ),
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
        _("Correct its address, or write the words without a link."),
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
    S171 = Rule(
        Level.warning,
        _("“{file}” holds no job sheet."),
        _("Name a file of ONISEP's job sheets (elements <metier>), or take it out of the list."),
        _("An XML file is a page of a handbook only when it holds ONISEP's job sheets."),
    )
    S172 = Rule(
        Level.error,
        _("“{file}” cannot be read to its end: {problem}."),
        _("Mend the file at this place, or fetch it again; what stands before it is used."),
        _(
            "The file is not well-formed XML, or holds something that is refused: it may neither declare entities nor"
            " name other files."
        ),
    )
    S173 = Rule(
        Level.error,
        _("“{file}” gives no label of a ROME code."),
        _("Name ONISEP's open-data file as it is called in the source folder, or take the line out."),
        _("handbook.yml names a file that gives each ROME code its label; it is not there, or it is another file."),
    )
    S180 = Rule(
        Level.error,
        _("“{folder}” is not empty."),
        _("Name a folder that does not exist yet."),
        _("`handbook new` never writes over anything."),
    )
    S200 = Rule(
        Level.note,
        _("There is no hint style “{style}”; the hint is shown as information."),
        _("The styles are info, success, warning and danger."),
        _("A hint whose style GitBook does not know."),
    )
    S201 = Rule(
        Level.warning,
        _("“{tag}” is not understood; its words are kept, without its effect."),
        _("Remove the tag, or write it another way."),
        _("A tag that this version does not read: readers see what it holds and says, never the tag itself."),
    )
    S202 = Rule(
        Level.warning,
        _("The file “{file}” is missing; only its name is shown."),
        _("Put the file there, or correct its name."),
        _("A page offers a file that is not in the source folder."),
    )
    S203 = Rule(
        Level.error,
        _("The file “{file}” is outside the source folder and is refused."),
        _("Copy this file into the source folder."),
        _("Only files of the source folder may be offered, so that a page cannot publish a private file."),
    )
    S204 = Rule(
        Level.note,
        _("What “{tag}” asks for is not described in the source folder; only its address is shown."),
        _("Put the API's description (OpenAPI, YAML or JSON) into the source folder."),
        _("A build never uses the network, so an API is described only by files of the source folder."),
    )
    S205 = Rule(
        Level.warning,
        _("“{file}” is not an API description that can be read."),
        _("OpenAPI or Swagger is needed, as YAML or JSON, of 2 MB at most."),
        _("The file named by an openapi tag is damaged, too large, or describes no API."),
    )
    S206 = Rule(
        Level.warning,
        _("The variables in “{file}” cannot be read: {problem}."),
        _("Write one variable per line, such as “name: value”."),
        _("GitBook's variables stand in .gitbook/vars.yaml; without them conditions cannot be settled."),
    )
    S207 = Rule(
        Level.error,
        _("“{file}” includes too many pieces, or pieces too deep in pieces; the others are left out."),
        _("Include fewer pieces: 300 in a page at most, 12 deep."),
        _("Pieces that include pieces can multiply until a page has no end."),
    )
    S210 = Rule(
        Level.warning,
        _("“{tag}” is not understood; what it holds is kept, the tag itself is left out."),
        _("Remove it, or write it another way."),
        _(
            "An element of HTML that a book has no use for (a script, a drawing written out, a tag of another tool)."
            " Its words are kept where they stand; scripts are kept as text that nothing runs."
        ),
    )
    S211 = Rule(
        Level.warning,
        _("The variable “{name}” has no value; its name is printed instead."),
        _("Give it a value in the settings of the page or of the space, or write the word itself."),
        _("GitBook puts a variable's value in the text. No value with this name was found among the sources."),
    )
    S212 = Rule(
        Level.note,
        _("This table has hidden cells that hold words; they are left out."),
        _("Show the column in GitBook if readers are meant to see it, or delete it."),
        _("A column or a header row that GitBook hides (data-hidden, data-header-hidden) is not part of the text."),
    )
    S213 = Rule(
        Level.error,
        _("handbook.yml names “{kind}”, which is no kind of marker."),
        _("Did you mean “{guess}”?"),
        _(
            "Under markers, `off` and the `kind` of a budget name kinds of markers: those built in, and those that "
            "handbook.yml adds under `kinds`. `handbook explain` lists them."
        ),
        _("`handbook explain` lists them."),
    )
    S214 = Rule(
        Level.error,
        _("In handbook.yml, the marker “{kind}” has no words to look for."),
        _("Write them in a list, such as words: ['[À VALIDER]']; to change a built-in kind, use its name: “{guess}”?"),
        _(
            "A kind of marker of one's own is found by its words: in square brackets, in round ones, or bare. Without "
            "any, it would never be found."
        ),
        _("Write them in a list, such as words: ['[À VALIDER]']."),
    )
    S215 = Rule(
        Level.warning,
        _("The comment “handbook: {order}” is not understood."),
        _("Write for instance: <!-- handbook: ignore enrich -- the reason -->"),
        _(
            "A comment that begins with “handbook:” is an order: `ignore` is about the block that follows, or about "
            "its own line where it is not alone on it; `ignore-page` is about the whole page. Kinds of markers may "
            "follow, separated by commas, then a dash and the reason."
        ),
    )
    S217 = Rule(
        Level.warning,
        _("Who wrote {count} of the markers, and when, is not known: the history of the sources is cut short."),
        _(
            "Fetch the whole history: “fetch-depth: 0” in a GitHub workflow, “GIT_DEPTH: 0” on GitLab, "
            "`git fetch --unshallow` elsewhere."
        ),
        _(
            "A shallow clone (the way of most CI systems) holds the last changes only, and would say of every older "
            "line that it was written in the first one it holds. Rather than naming the wrong person, nobody is named."
        ),
    )
    S218 = Rule(
        Level.warning,
        _("Who wrote the markers, and when, is not known everywhere: {problem}."),
        _("The to-do list lacks nothing else; run `git log` in the folder of the sources to see what git itself says."),
        _(
            "Where the sources are kept with git, the to-do report says who last changed the line of each marker, and "
            "when. Here git could not tell, or may not; nothing else is missing."
        ),
    )
    S220 = Rule(
        Level.error,
        _("The logo “{file}” cannot be put on the cover: {problem}."),
        _("Give a PNG, JPEG or SVG file of the source folder."),
        _("The file that handbook.yml names as `logo` is not in the source folder, or is no picture that can be read."),
    )
    S221 = Rule(
        Level.error,
        _("“{what}” would run a program or lead readers elsewhere; it is refused, and its words stay as text."),
        _("Remove it: a handbook holds words and pictures, and nothing that runs."),
        _(
            "The sources' HTML is read as words. An element that browsers obey (<script>, <base>, <meta http-equiv>) "
            "has no effect in any output; what it holds is shown as text, so that nothing is lost."
        ),
    )
    S222 = Rule(
        Level.error,
        _("“{what}” would run, send or fetch something in the reader's browser; it is left out."),
        _("Remove it from the tag; the words of the element stay."),
        _(
            "Attributes such as onclick or formaction make a browser run a program, send what readers write, or fetch "
            "a file. The element's words are kept, and such attributes never reach an output."
        ),
    )
    S223 = Rule(
        Level.warning,
        _("“{what}” could cover other parts of the page or fetch a file; this style is left out."),
        _("Remove it: the look of a handbook is that of its template."),
        _(
            "A style that places an element over others, names an image, or holds for the whole page could hide or "
            "forge what readers see. Colours of GitBook, alignment and width are followed; what a <style> holds is "
            "kept as text."
        ),
    )
    S224 = Rule(
        Level.note,
        _("“{what}” is not loaded into the page; a link to it stands in its place."),
        _("Nothing to do; the words beside the link can say what it leads to."),
        _(
            "A page of somebody else's inside a handbook (<iframe>, <object>, <embed>) would run its programs, and "
            "would be missing on paper and without a network. Readers follow the link instead."
        ),
    )
    S225 = Rule(
        Level.warning,
        _("“{word}” stands twice under {setting} in handbook.yml: “{other}” is the same word."),
        _("Keep one of the two lines."),
        _(
            "Two lines about one word, written alike or with other capitals, would leave open which of them holds. "
            "The first one does."
        ),
    )
    S226 = Rule(
        Level.warning,
        _("Under {setting} in handbook.yml, nothing is said of “{word}”."),
        _("Write after the colon what it stands for or what it means, or take the line out."),
        _("A word of the glossary needs words that explain it. A line without any is passed over."),
    )
    S227 = Rule(
        Level.warning,
        _("In the index of handbook.yml, “{word}” sends readers to “{see}”, which is not listed there."),
        _("List “{see}” too, under index, glossary or acronyms, or correct its spelling."),
        _("A line of the index that says “see” must lead to another line of it."),
    )
    S228 = Rule(
        Level.warning,
        _("The link “{target}” is of a kind that handbooks do not follow; its text stays."),
        _("Use an address that begins with https:, mailto: or tel:, or the name of a file of the source folder."),
        _(
            "Links of other kinds open a program on the reader's machine, or nothing at all. Outputs lead to web "
            "pages, to mail and telephone, and to files of the handbook."
        ),
    )
    S229 = Rule(
        Level.error,
        _("The drawing “{image}” holds a program: “{what}”; it is left out where the drawing is shown."),
        _("Save the drawing again without it, or as a PNG picture."),
        _(
            "An SVG file can hold scripts, and attributes and links that run them. They never enter an output; what "
            "only draws is shown."
        ),
    )
    S230 = Rule(
        Level.warning,
        _("“{what}” in the drawing “{image}” is left out: it fetches a file, moves, or is not part of a drawing."),
        _("Save the drawing again as plain SVG with everything inside, or as a PNG picture, then compare."),
        _(
            "A drawing in a handbook is whole without a network and stands still. Addresses of other files, style "
            "sheets that are fetched, HTML inside the drawing (foreignObject) and animations are taken out of it."
        ),
    )
    S231 = Rule(
        Level.warning,
        _("handbook.yml gives “{key}” twice in the same place: the last one holds."),
        _("Keep one of the two."),
        _("A setting has one value. Where the same key is written twice, one of the two lines has no effect."),
    )
    S232 = Rule(
        Level.error,
        _("“{file}” is a file; the folder of the sources is expected."),
        _("Give the folder that it stands in: {folder}"),
        _("A handbook is read from a folder: its pages, its pictures and its settings belong together."),
    )
    S233 = Rule(
        Level.warning,
        _("“{words}” is neither a link nor a picture: there is a space in the address."),
        _("Put the address between < and >, as in (<{target}>), or take the spaces out of the file’s name."),
        _("In Markdown an address ends at a space. What is written like that stays in the text, brackets included."),
    )
    S240 = Rule(
        Level.warning,
        _("Large print needs A4 pages: “size: A5” is not followed."),
        _("Under print in handbook.yml, keep one of the two: “size: A5” or “large: true”."),
        _(
            "On an A5 page, lines in 18 points would hold few words, and tables none. The edition in large print is on "
            "A4."
        ),
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
    N120 = Rule(
        Level.warning,
        _("The link “{target}” leads to a page that is not part of the handbook."),
        _("Add the page to the table of contents, or take the link out."),
        _(
            "The file is in the source folder, but the table of contents does not name it: its readers would not find "
            "it. The link's words stay."
        ),
    )
    N121 = Rule(
        Level.warning,
        _("“{title}” is left out of this final edition: its settings say that it is not to be published."),
        _("Take the setting out if the page is ready."),
        _("A page whose settings say draft, hidden, or not published does not belong in a final edition."),
    )
    N122 = Rule(
        Level.error,
        _("The final edition cannot be made: no page of it is to be published."),
        _("Take the settings out of the pages that are ready, or make a draft with --edition draft."),
        _("The settings of all pages say draft, hidden, or not published: nothing would be left."),
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
    N140 = Rule(
        Level.note,
        _("“{word}”, which handbook.yml lists, is nowhere in the text."),
        _("Check its spelling and its capitals, or take it out of the list; other ways to write it go under “forms”."),
        _(
            "Acronyms, terms of the glossary and of the index are looked for in the text. One that is not found gets "
            "no place in the index, and an acronym is left out of the glossary."
        ),
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
        _("Write what is missing, or say why it is none: <!-- handbook: ignore -- the reason -->"),
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
        _(
            "Finish them, or make a draft with --edition draft; to publish all the same, say why: "
            '--allow "the reason" (make release ALLOW="the reason"). The reason is printed in the colophon.'
        ),
        _(
            "A final edition does not show its markers: it would be published with holes that nobody sees. The former "
            "documents are kept as they are."
        ),
    )
    M105 = Rule(
        Level.warning,
        _("Overdue: {text} was due on {date}."),
        _("Ask {owner}, or set another date."),
        _("The date that a marker names (“[ENRICHIR avant le 2026-12-31]”) lies before the day of the build."),
        _("Finish it, or set another date."),
    )
    M106 = Rule(
        Level.warning,
        _("This comment suppresses no marker: it gives no reason."),
        _("Write the reason after a dash: <!-- handbook: ignore enrich -- the reason -->"),
        _(
            "An author may vouch for a place that looks unfinished and is not, by a comment. The reason is what a "
            "colleague needs who meets it a year later, so that there is no suppression without one."
        ),
    )
    M107 = Rule(
        Level.warning,
        _("This comment suppresses no marker: there is none here."),
        _("Take it out, or put it on the line of the marker, or alone on the line above its block."),
        _(
            "The place that the comment vouched for is finished, or has moved. A suppression that is left behind would "
            "hide the next marker."
        ),
    )
    M108 = Rule(
        Level.warning,
        _("The comment names “{kind}”, which is no kind of marker."),
        _("Did you mean “{guess}”?"),
        _(
            "A comment that suppresses markers names their kinds, those of the to-do list (`handbook explain` lists "
            "them), separated by commas; without any name it is about all of them."
        ),
        _("`handbook explain` lists them."),
    )
    M110 = Rule(
        Level.error,
        _("Over budget ({about}): {count} unfinished places remain, {allowed} are allowed."),
        _("Finish some of them, or raise “max” in handbook.yml."),
        _(
            "A budget of handbook.yml (`markers.budgets`) says how many markers may remain, of a kind, of a person or "
            "in a part. While there are no more, none of them fails a check; above, the budget does."
        ),
    )
    M111 = Rule(
        Level.warning,
        _("A budget speaks of the part “{part}”, which the handbook does not have."),
        _("Write the part's title as in the table of contents: {guess}."),
        _("A budget for a part that is not there covers no marker: it was renamed, perhaps, or is misspelt."),
        _("Take this budget out: the handbook has no parts."),
    )
    M112 = Rule(
        Level.warning,
        _("A budget speaks of “{owner}”, who has no marker."),
        _("Perhaps it is {guess}."),
        _("A budget for a person covers the markers that name this person; the name looks like another one's."),
    )
    M113 = Rule(
        Level.note,
        _("The budget of “{owner}” is not used: no marker names this person."),
        _("Take it out of handbook.yml when this person has no more to do."),
        _("A budget that covers no marker is harmless; it may be a person's who has finished, or misspelt."),
    )
    M114 = Rule(
        Level.error,
        _("The baseline “{file}” is damaged: {problem}."),
        _("Take it back as it was from git, or make a new one: `handbook baseline --grow`."),
        _(
            "The baseline lists the findings that are known. While it cannot be read nobody can tell which ones are "
            "new; `handbook check --no-baseline` does without it."
        ),
    )
    M115 = Rule(
        Level.error,
        _("The baseline “{file}” holds a merge that git left open: both sides stand in it."),
        _("Settle it (the lines of both sides may stay), or make a new one: `handbook baseline --grow`."),
        _(
            "Two branches changed the baseline at the same place, and git wrote both versions between lines that begin "
            "with <<<<<<<, ======= and >>>>>>>. These lines must go."
        ),
    )
    M116 = Rule(
        Level.error,
        _("The baseline “{file}” was written by a later version of handbook (its form is {version})."),
        _("Use that version here too, or make a new one: `handbook baseline --grow`."),
        _("The form of the file is not known to this version, which could read it wrongly."),
    )
    M118 = Rule(
        Level.warning,
        _("“{date}” in {text} is no day of the calendar: the marker has no due date."),
        _("Correct it, as in 2026-12-31."),
        _("A due date that does not exist would never be overdue, and nobody would be reminded of it."),
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
        _("No font has a drawing for the character “{character}” ({point}, {name})."),
        _("Replace it by a character of the keyboard, by words or by a picture."),
        _(
            "A character of the text has no drawing in the handbook's fonts nor among the emoji. In print it would be "
            "an empty box, and the PDF would not be accessible (ISO 14289-1, 7.21.8)."
        ),
    )
    E110 = Rule(
        Level.warning,
        _("This formula cannot be read: “{formula}”. It is shown as it is written."),
        _("Check its braces and the names of its commands."),
        _(
            "Formulas are read as TeX's mathematics, without macros or packages. One that cannot be read is shown as "
            "code, so that nothing is lost."
        ),
    )
    E111 = Rule(
        Level.error,
        _("The final edition cannot be made: errors remain ({count})."),
        _("Each is listed above, with what to do."),
        _(
            "A final edition is published: a page that cannot be read, a picture that cannot be shown must be mended "
            "first. The former documents are kept as they are."
        ),
    )
    E112 = Rule(
        Level.error,
        _("This model is that of a draft: “{title}” is not to be published."),
        _("Make the final edition from the sources: `handbook build --edition final`."),
        _(
            "A page whose settings say draft, hidden, or not published is left out when a final edition is made from "
            "the sources; a model that holds it was made for a draft."
        ),
    )
    E120 = Rule(
        Level.warning,
        _("The formula “{formula}” cannot be shown in {output}; it stands there as it is written."),
        _("Check its spelling, or write it with simpler commands of TeX."),
        _(
            "Word shows equations of its own, which pandoc makes from TeX. It does not know every command: what it "
            "cannot read is printed as it stands in the sources, so that nothing is lost."
        ),
    )
    E125 = Rule(
        Level.error,
        _("There is no history of “{folder}” to read: {problem}."),
        _("Leave out --history, or run the command in a clone of the repository of the sources."),
        _(
            "`handbook todo --history` counts the markers of former states of the sources, which only git keeps. "
            "Without it nothing is printed or written."
        ),
    )
    E126 = Rule(
        Level.note,
        _("The pages of “{folder}” stood in several other folders before {day}: the curve begins on that day."),
        "",
        _(
            "A source folder that was renamed is followed back to its former name. When it was put together from "
            "several folders, there is no single place in which to count what came before."
        ),
    )
    E127 = Rule(
        Level.note,
        _("The history of the sources is cut short: the curve begins on {day}."),
        _(
            "Fetch the whole history: “fetch-depth: 0” in a GitHub workflow, “GIT_DEPTH: 0” on GitLab, "
            "`git fetch --unshallow` elsewhere."
        ),
        _("A shallow clone (the way of most CI systems) holds the last changes only; what came before is not in it."),
    )
    E128 = Rule(
        Level.note,
        _("Former states of the sources could not be counted and are passed over ({count}): {commits}."),
        "",
        _("A former state of the sources is damaged, holds no text, or is too large to be read."),
    )
    E130 = Rule(
        Level.warning,
        _("“{file}” is not in UTF-8; no repair was written to it."),
        _("Save the file again with the encoding UTF-8, then run the command again."),
        _("`handbook fix` changes the words of a repair and no other byte of a file: it never changes its encoding."),
    )
    E135 = Rule(
        Level.error,
        _("Words are missing in {output}, chapter “{chapter}” ({count}): “{text}”"),
        _("Please report it, with the page; or accept it in handbook.yml under accepted_losses."),
        _(
            "The words of the sources are looked for in the finished file, chapter by chapter. These are not there: "
            "the document would be published without them."
        ),
    )
    E136 = Rule(
        Level.error,
        _("A picture is missing in {output}, chapter “{chapter}”: {text}"),
        _("Open the picture to see whether it is whole; or accept it in handbook.yml under accepted_losses."),
        _("The pictures of each chapter are counted in the finished file, and recognised by their description."),
    )
    E137 = Rule(
        Level.error,
        _("A link is missing in {output}, chapter “{chapter}”: {text}"),
        _("Please report it, with the page; or accept it in handbook.yml under accepted_losses."),
        _("The links of each chapter are looked for in the finished file by where they lead to."),
    )
    E138 = Rule(
        Level.error,
        _("A table is missing in {output}, chapter “{chapter}”: {text}"),
        _("Please report it, with the page; or accept it in handbook.yml under accepted_losses."),
        _("The tables of each chapter are counted in the finished file."),
    )
    E139 = Rule(
        Level.error,
        _("A footnote is missing in {output}, chapter “{chapter}”: {text}"),
        _("Please report it, with the page; or accept it in handbook.yml under accepted_losses."),
        _("The footnotes of each chapter are counted in the finished file."),
    )
    E140 = Rule(
        Level.error,
        _("A formula is missing in {output}, chapter “{chapter}”: {text}"),
        _("Please report it, with the page; or accept it in handbook.yml under accepted_losses."),
        _("The formulas of each chapter are counted in the finished file."),
    )
    E141 = Rule(
        Level.error,
        _("There is nothing to verify in “{folder}”: {files} is missing."),
        _("Run `make handbook` first, or name the folder of the documents with --out."),
        _("`handbook verify` reads the finished documents back; it does not make them."),
    )
    E142 = Rule(
        Level.error,
        _("{file} cannot be read back: {problem}."),
        _("Make it again with `make handbook`."),
        _("The file is damaged, or is not what its name says."),
    )
    E143 = Rule(
        Level.error,
        _("Nothing is released: {count} things of the sources are missing in the documents."),
        _("They are listed above; name in handbook.yml, under accepted_losses, those that you accept."),
        _("A final edition must hold everything that the sources hold. The documents of the last build are kept."),
    )
    E144 = Rule(
        Level.warning,
        _("Accepted loss in {output}: “{text}” ({reason})"),
        "",
        _("handbook.yml accepts that this document lacks something of this file."),
    )
    E145 = Rule(
        Level.warning,
        _("Nothing of “{file}” is missing in the output {output} any more."),
        _("Take the entry out of accepted_losses in handbook.yml."),
        _("An accepted loss that is no longer there would hide the next one."),
    )
    E146 = Rule(
        Level.error,
        _("“{file}” is there already; nothing was written."),
        _("Compare it with {pattern}, and copy what it lacks."),
        _("`handbook new --ci` never writes over a file: it may hold settings of yours."),
    )
    E147 = Rule(
        Level.error,
        _("The report “{file}” cannot be written: {problem}."),
        _("Check the name, its folder's permissions and the free space."),
        _(
            "A report that is asked for with --report must tell of today's check. It could not be written; that of an "
            "earlier check was taken away where possible, so that nobody takes it for today's."
        ),
    )
    E148 = Rule(
        Level.warning,
        _("The summary of the job cannot be written to “{file}”: {problem}."),
        _("Look at what sets the variable GITHUB_STEP_SUMMARY; without it, no summary is written."),
        _(
            "GitHub Actions names a file for the summary of a job (GITHUB_STEP_SUMMARY). It could not be written to; "
            "the check itself is not concerned."
        ),
    )
    E150 = Rule(
        Level.note,
        _("No page is wide enough for the {columns} columns of this table: on paper they go over {tables} tables."),
        _("There is nothing to do. To keep it in one piece, give it fewer columns or shorter words."),
        _(
            "A table is printed in the column of text, across the page, in smaller type (never under 7.5 points) or on "
            "a page turned on its side, whichever holds its words first. This one fits nowhere: in the PDF and in Word "
            "its columns are split over several tables, its first column in each. hygiene.md lists all tables."
        ),
    )
    E151 = Rule(
        Level.note,
        _("No page can hold this table of {columns} columns: on paper each of its rows becomes a card."),
        _("There is nothing to do. To keep it a table, give it fewer columns, or move long texts below it."),
        _(
            "Where even a page turned on its side is too narrow for the columns of a table, or too low for its rows, "
            "and splitting its columns would take too many tables, each row becomes a card in the PDF and in Word: "
            "its first cell is the title, the names of the columns stand beside the others. hygiene.md lists all "
            "tables."
        ),
    )
    E152 = Rule(
        Level.warning,
        _("“{file}” does not show something of the Word file as it should ({what})."),
        _("Compare both files, and report this to the makers of the program."),
        _(
            "The ODT is the Word file told again, element by element. The program does not know how to tell this one: "
            "its words are there, its look or its place may not be. This is an oversight of the program."
        ),
    )
    E156 = Rule(
        Level.error,
        _("The styles of “{file}” cannot be taken: {problem}."),
        _("Give a .docx file of the source folder; `handbook reference` writes one to start from."),
        _(
            "The document that handbook.yml names as `reference` gives the Word file its styles. Without it, the Word "
            "file has those of the project."
        ),
    )
    E157 = Rule(
        Level.warning,
        _("“{file}” lacks styles of the handbook: {styles}."),
        _("The project’s own stand in for them. To change them, take them from what `handbook reference` writes."),
        _(
            "Every piece of the Word file is in a style of its own, known by its name. A reference document that was "
            "made from another document, or in which styles were deleted or renamed, has not all of them."
        ),
    )
    E158 = Rule(
        Level.warning,
        _("Styles of “{file}” are of another kind than the handbook’s of the same name: {styles}."),
        _("The project’s own stand in for them. Give yours other names, or make them of the kind they are here."),
        _(
            "A style is for paragraphs, for words or for tables. One of the right name and of the wrong kind cannot be "
            "put on what it is meant for."
        ),
    )
    E159 = Rule(
        Level.error,
        _("There is a file “{file}” already."),
        _("Give another name with --out, or take that file away first: its styles may have been changed."),
        _("A reference document is changed by hand; the command never writes over one."),
    )
    E160 = Rule(
        Level.warning,
        _("No program can follow the address “{address}”: in the e-book its words lead nowhere."),
        _("Open it in a browser to see what is wrong with it, and copy the right address from there."),
        _(
            "An e-book may only hold addresses that are well formed; shops and libraries refuse one that holds others. "
            "This one names no host, or a host or port that there cannot be."
        ),
    )
    E165 = Rule(
        Level.error,
        _("The port {port} is taken: another program, or another preview, is served at it."),
        _("Stop that program, or name another port with --port; without --port, one that is free is found."),
        _("A preview is served at a port of this machine (a number). Only one program can have it at a time."),
    )
    E166 = Rule(
        Level.error,
        _("The preview met something unforeseen: {problem}."),
        _("Go on writing: the preview tries again at the next save. If it stays, report this with the page concerned."),
        _(
            "Something in the sources or in the templates led to an error that the program does not know. The preview "
            "shows the last pages that it could draw. This is an oversight of the program, or a mistake in a template."
        ),
    )
    E167 = Rule(
        Level.error,
        _("The preview cannot be served at the port {port}: {problem}."),
        _("Name another port with --port (above 1023), or none: one that is free is found."),
        _("The system does not let the program listen at this port of the machine."),
    )
    E173 = Rule(
        Level.warning,
        _("The site has no search: its index cannot be made ({problem})."),
        _("Run setup/install again; if this machine has no such program, build on another one."),
        _(
            "The index of the site’s search is made by a program, Pagefind, that comes with the project for most "
            "machines. All else of the site is made without it."
        ),
    )
    E174 = Rule(
        Level.note,
        _("The site does not say when its pages were changed, and knows no renamed pages: {problem}."),
        "",
        _(
            "Where the sources are kept with git, each page of the site says when it was last changed, and the former "
            "addresses of renamed pages lead to the new ones."
        ),
    )
    E175 = Rule(
        Level.note,
        _("Pages are not as they were last recorded ({count}): the site gives no day for them."),
        _("Record them with git, then build again."),
        _("The day of a page’s last change is that of its last commit, so that the same sources give the same site."),
    )
    E176 = Rule(
        Level.warning,
        _("When pages were last changed is not known ({count}): the history of the sources is cut short."),
        _(
            "Fetch the whole history: “fetch-depth: 0” in a GitHub workflow, “GIT_DEPTH: 0” on GitLab, "
            "`git fetch --unshallow` elsewhere."
        ),
        _(
            "A shallow clone (the way of most CI systems) holds the last changes only, and would say of every older "
            "page that it was changed that day. Former addresses of pages renamed before are not known either."
        ),
    )
    E177 = Rule(
        Level.warning,
        _("The former address “{address}” is that of a page of today: it does not lead to “{title}”."),
        _("Take it out of the page’s settings or of the redirects of .gitbook.yaml, or rename the other page."),
        _("A former address leads to the new one by a small page in its place; that of a real page is never taken."),
    )
    E178 = Rule(
        Level.warning,
        _("The former address “{address}” is given to two pages: it leads to “{title}”."),
        _("Leave it to one of them."),
        _("An address leads to one page; the first in the order of the book has it."),
    )
    E179 = Rule(
        Level.warning,
        _("The former address “{address}” cannot be kept: no file can have that name; it does not lead to “{title}”."),
        _("Write an address of letters, figures, hyphens and strokes, or take it out."),
        _(
            "A former address leads to the new one by a small page in its place. Some signs, names of more than 200 "
            "bytes, names that Windows keeps for devices (con, nul…) and folders whose names end in .html or .xml are "
            "not possible everywhere."
        ),
    )
    E180 = Rule(
        Level.warning,
        _("“{file}” cannot be attached to the PDF: {problem}."),
        _("Make the PDF again, or do without attachments: attach_sources: false in handbook.yml."),
        _("The sources and the to-do report are attached inside the PDF of a draft. This file could not be read."),
    )
    E181 = Rule(
        Level.error,
        _("The PDF cannot be made: characters have no drawing in any font ({count}): {characters}."),
        _("Each is listed above, with its place and what to do."),
        _("A character without a drawing would be printed as an empty box. The former documents are kept as they are."),
    )
    E182 = Rule(
        Level.error,
        _("The PDF cannot be made: laying out “{title}” fails at this place ({problem})."),
        _("Write what begins here in a simpler way, and please report it with these lines."),
        _(
            "WeasyPrint, which lays out the pages, failed. The chapters were laid out one by one, and the one that "
            "fails block by block, to find where. The former documents are kept as they are."
        ),
    )
    E183 = Rule(
        Level.error,
        _("The picture “{image}” is too large to be shown: {size} pixels."),
        _("Save it again smaller: 4,000 pixels across are enough for a page."),
        _(
            "A file of a few bytes can claim a picture that fills the memory of any machine. Pictures of more than 89 "
            "million pixels are not opened; a frame with the name stands in its place."
        ),
    )
    E184 = Rule(
        Level.error,
        _("The drawing “{image}” shows its own parts again without end, or too often to be drawn."),
        _("Simplify it in the program that made it, or save it as a PNG picture."),
        _(
            "A part of an SVG drawing may show another part again. Some files do so in a circle, or so often that no "
            "machine can draw them; a frame with the name stands in its place."
        ),
    )
    E185 = Rule(
        Level.error,
        _("The picture “{image}” cannot be shown: {problem}."),
        _("Open it to see whether it is whole, then save it again as PNG, JPEG or SVG."),
        _("The file is damaged, or holds what no handbook may show; a frame with the name stands in its place."),
    )
    E201 = Rule(
        Level.error,
        _("Laying out the PDF was interrupted: a process ended before its work ({problem})."),
        _("Run the command again; if it happens again, less memory is free than the book needs."),
        _("Chapters are laid out in processes of their own; the system may end one, for want of memory for example."),
    )
    E210 = Rule(
        Level.warning,
        _("The booklet has {pages} pages, which is too many to be folded and stapled: {most} at most."),
        _("Have it bound: print handbook.pdf with “size: A5” instead."),
        _(
            "The sheets of a booklet are folded together. Beyond some twenty, the pile no longer stays shut, staples "
            "do not go through it, and the inner pages stand out at the edge."
        ),
    )
    E211 = Rule(
        Level.error,
        _("“{file}” cannot be read: {problem}."),
        _("Check its name and its folder; close it in Word if it is open there."),
        _("The file that a reviewer sent back is read from the disk; it was not found, or may not be read."),
    )
    E212 = Rule(
        Level.error,
        _("“{file}” is not a Word or OpenDocument text: {problem}."),
        _("Ask for the document itself, as .docx or .odt."),
        _("Remarks are read from Word files (.docx) and OpenDocument texts (.odt), whatever the file's name says."),
    )
    E213 = Rule(
        Level.error,
        _("“{file}” was saved in the format of Word before 2007 (.doc)."),
        _("Open it in Word or LibreOffice, save it as .docx, and give that file."),
        _("The old format is not read. Saved as .docx, comments and tracked changes are kept."),
    )
    E214 = Rule(
        Level.error,
        _("“{file}” is protected by a password."),
        _("Open it in Word or LibreOffice, take the password off, save it, and give that file."),
        _("Without the password nothing of it can be read."),
    )
    E215 = Rule(
        Level.error,
        _("“{file}” is damaged ({problem})."),
        _("Open it in Word or LibreOffice, which may repair it, save it again; else ask for it once more."),
        _("A part of the file that holds text, notes or comments is missing or broken, so nothing was read."),
    )
    E216 = Rule(
        Level.error,
        _("“{file}” is far larger inside than any document: it was not opened."),
        _("Do not open it if you do not know where it comes from; else open it in Word and save it in several files."),
        _("A file of a few bytes can hold what fills the memory of any machine. It is read within bounds only."),
    )
    E217 = Rule(
        Level.error,
        _("“{file}” declares what no word processor writes (a document type): it was not opened."),
        _("Do not open it if you do not know where it comes from; else save it again in Word or LibreOffice."),
        _("Such declarations serve to read other files or to fill the memory. Word and LibreOffice never write them."),
    )
    E218 = Rule(
        Level.warning,
        _("“{file}” holds macros: they were ignored, and nothing was run."),
        _("Check where the file comes from before you open it in a word processor."),
        _("A handbook holds no macros. Somebody, or something, put them in; only words were read here."),
    )
    E219 = Rule(
        Level.warning,
        _("“{file}” holds other documents whole ({count}): their words were not read."),
        _("Open it in Word, save it again as .docx, which makes them part of the text, and give that file."),
        _("Some programs put a document inside another one and leave it to Word to unfold it."),
    )
    E220 = Rule(
        Level.error,
        _("“{file}” is not a copy of this handbook: {alike} of its {count} paragraphs resemble one of ours."),
        _("Name the handbook that it is a copy of, or a file made by `handbook build`."),
        _(
            "A returned file that does not say which edition it is, is compared with the handbook as it is today. "
            "Where fewer than a third of its paragraphs resemble one of the handbook's, no remark could be placed."
        ),
    )
    E221 = Rule(
        Level.warning,
        _("“{file}” lost the edition it was made as: it is compared with the handbook as it would be made today."),
        _("Look at places where the sources changed since; next time, review on the machine that built the file."),
        _(
            "A Word or ODT file made by `handbook build` carries where each of its words stands in the sources, and "
            "the build keeps a copy in its cache. LibreOffice drops it when it saves a Word file as ODT. Without "
            "either, the Word file is made anew; what differs from it, other than numbers, is taken for the reviewer's."
        ),
    )
    E227 = Rule(
        Level.warning,
        _("“{file}” does not say which edition of the handbook it was made as: its remarks are placed by resemblance."),
        _("Look at each place in the report; next time, send reviewers the very file that `handbook build` made."),
        _(
            "A Word or ODT file made by `handbook build` carries where each of its words stands in the sources. Copied "
            "into another document, or saved by a program that keeps nothing it does not know, this is lost."
        ),
    )
    E228 = Rule(
        Level.error,
        _("The report cannot be written to “{folder}”: sources are kept there."),
        _("Name another folder with --out, such as build/review."),
        _("A report is a page too: among the sources, the next build would take it for a chapter."),
    )
    E229 = Rule(
        Level.error,
        _("“{file}” was changed while its markers were being prepared; nothing was written."),
        _("Save it, close it where it is open, and run the command again."),
        _("What somebody else writes meanwhile is never written over."),
    )

    def __init__(self, *_rule: object) -> None:
        """Keep the rule as the value; levels are read through `level`."""

    @property
    def level(self) -> Level:
        """How much a finding with this code weighs."""
        return self.value.level
