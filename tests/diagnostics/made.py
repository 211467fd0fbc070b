"""Checks made by hand: one of every state and place, and one whose words try to break out of every format."""

from __future__ import annotations

from pipeline.diagnostics import Code, Diagnostic, found
from pipeline.diagnostics.finding import Checked, Exceeded, Finding, Fixed
from pipeline.diagnostics.formats import View
from pipeline.messages import speaker
from pipeline.source import Span

SAY = speaker("fr")
WORDS = "\\[ENRICHIR]"
LINES = {("équipe.md", 12): f"L'équipe 👩🏽‍💻 : **{WORDS}** la suite"}
START = LINES["équipe.md", 12].index(WORDS) + 1
VIEW = View(
    say=SAY,
    base="sources",
    version="1.2.3",
    whys={"enrich": "Un passage à développer."},
    line=lambda file, line: LINES.get((file, line), ""),
)

MARKER = found(Code.M101, Span("équipe.md", 12, START, 12, START + len(WORDS)), text="[ENRICHIR]", subject="la suite")
PICTURE = found(Code.S140, Span("équipe.md", 14, 1, 15, 4), image="trio.png")
OF_THE_BOOK = found(Code.S135, None, folder="sources", books="un, deux", first="un")
NOTE = found(Code.N131, None, count=3, rules="quotes 3")

NEW = Finding(MARKER, "enrich", "À enrichir", "0123456789abcdef", ("L'équipe", "Les rôles"), "lea", is_failing=True)
KNOWN = Finding(MARKER, "enrich", "À enrichir", "1123456789abcdef", ("L'équipe",), state="known")
ASIDE = Finding(PICTURE, "S140", "L’image « … » manque", "2123456789abcdef", state="suppressed", reason="Elle arrive.")
WARNING = Finding(PICTURE, "S140", "L’image « … » manque", "3123456789abcdef")
BOOK = Finding(OF_THE_BOOK, "S135", "Plusieurs guides", "4123456789abcdef", is_failing=True)
SMALL = Finding(NOTE, "N131", "Réparations", "5123456789abcdef")
# Two findings that no author could tell apart, should their fingerprints be the same for once.
TWIN = NEW._replace(diagnostic=MARKER._replace(where=Span("équipe.md", 13, 1, 13, 12)))

FULL = Checked(
    (BOOK, SMALL, NEW, TWIN, KNOWN, WARNING, ASIDE),
    fixed=(Fixed("9123456789abcdef", "todo", "vision.md", "TODO — la date"),),
    exceeded=(Exceeded("À enrichir", 1, 2),),
    has_baseline=True,
)
CLEAN = Checked(())

# What people and machines put into names and texts: ends of lines of every alphabet, an order of writing turned round,
# the escapes of a terminal, half a character, and the signs that formats are made of.
HOSTILE = (
    "a\nb\r\nc\u2028d\x85e ::error file=x::y ##[add-mask]z %0A%3A | `c` ]]> <!-- & <script>\"' \u202ereversed\u2066 "
    "\x1b[2J\x00\x07 \udce9 \ufffe [x](javascript:alert(1)) ![i](https://x.example/i.png) @everyone #1 "
    "https://y.example {0} \\ ,;:=" + "très long " * 2000
)


def hostile(code: Code = Code.M101) -> Finding:
    """Give a finding whose every word is hostile."""
    where = Span(f"::set-output name=x::{HOSTILE[:300]}.md", 3, 1, 3, 9)
    return Finding(
        Diagnostic(code, where, (("text", HOSTILE), ("subject", HOSTILE))),
        "::rule,x=1|" + HOSTILE[:60],
        HOSTILE,
        "6123456789abcdef",
        (HOSTILE, "b"),
        HOSTILE,
        reason=HOSTILE,
        is_failing=True,
    )


ATTACK = Checked((hostile(), hostile()._replace(state="suppressed", is_failing=False)), has_baseline=True)
