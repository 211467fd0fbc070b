"""A page as Word writes it: split runs, marks of saving and spelling, tracked changes of two people, comments."""

from __future__ import annotations

from tests.manuscript.files import word

ANNE = 'w:id="{}" w:author="Anne" w:date="2026-03-02T09:00:00Z"'
PAUL = 'w:id="{}" w:author="Paul" w:date="2026-03-03T10:00:00Z"'


def run(text: str, tag: str = "t") -> str:
    """Give a run as Word writes it."""
    words = f'<w:{tag} xml:space="preserve">{text}</w:{tag}>'
    return f'<w:r w:rsidR="00A77427" w:rsidRPr="00F6"><w:rPr><w:b/></w:rPr>{words}</w:r>'


def ins(number: int, inside: str, who: str = ANNE) -> str:
    """Give an inserted passage."""
    return f"<w:ins {who.format(number)}>{inside}</w:ins>"


def gone(number: int, inside: str, who: str = ANNE) -> str:
    """Give a deleted passage."""
    return f"<w:del {who.format(number)}>{inside}</w:del>"


def paragraph(inside: str, properties: str = "") -> str:
    """Give a paragraph as Word writes it."""
    return f'<w:p w:rsidR="00A1" w14:paraId="4B3C2D1E"><w:pPr>{properties}</w:pPr>{inside}</w:p>'


def split(number: int) -> str:
    """Give the properties of a paragraph whose ending was inserted."""
    return f"<w:rPr><w:ins {ANNE.format(number)}/></w:rPr>"


def merged(number: int) -> str:
    """Give the properties of a paragraph whose ending was deleted."""
    return f"<w:rPr><w:del {ANNE.format(number)}/></w:rPr>"


def anchor(number: int, name: str, inside: str) -> str:
    """Give a bookmark around a passage."""
    return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'


def comment(number: int, author: str, *lines: str, first: int = 0) -> str:
    """Give a comment of a paragraph for each line; the last is known as `first` with the number behind it."""
    paragraphs = "".join(
        f'<w:p w14:paraId="{first + number:07X}{place}"><w:pPr><w:pStyle w:val="Commentaire"/></w:pPr>'
        f"<w:r><w:annotationRef/></w:r>{run(line)}</w:p>"
        for place, line in enumerate(lines)
    )
    return (
        f'<w:comment w:id="{number}" w:author="{author}" w:date="2026-03-04T08:30:00Z" w:initials="X">'
        f"{paragraphs}</w:comment>"
    )


def called(number: int, inside: str) -> str:
    """Give a passage that a comment speaks of, and the comment's call."""
    return (
        f'<w:commentRangeStart w:id="{number}"/>{inside}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="Marquedecommentaire"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
    )


PAGE = "".join(
    (
        paragraph(anchor(1, "_hb_1_aaaaaaaa", run("Le") + run(" cadre")), '<w:pStyle w:val="Titre1"/>'),
        paragraph(
            anchor(
                2,
                "_hb_2_bbbbbbbb",
                run("Une équi")
                + '<w:proofErr w:type="spellStart"/>'
                + run("pe ")
                + '<w:proofErr w:type="spellEnd"/>'
                + gone(10, run("réduite", "delText"))
                + ins(11, run("restreinte"))
                + run(" se ")
                + called(0, called(1, run("réunit")))
                + run(" chaque mois."),
            )
        ),
        paragraph(run("Ce début") + ins(12, run(" coupé")), split(13)),
        paragraph(run(" et sa fin.")),
        paragraph(run("Joint"), merged(14)),
        paragraph(run(" au suivant.")),
        paragraph(run("Ajouté par Anne, ") + ins(15, run("gardé ") + gone(16, run("puis ôté", "delText"), PAUL))),
        paragraph(ins(17, run("Tout neuf.")), split(18)),
        paragraph(gone(19, run("Tout ôté.", "delText")), merged(20)),
        paragraph(run("La fin.")),
    )
)
COMMENTS = comment(0, "Anne", "Chaque mois ?", "Vraiment ?") + comment(1, "Paul", "Oui.")
THREADS = (
    '<w15:commentEx w15:paraId="00000001" w15:done="1"/>'
    '<w15:commentEx w15:paraId="00000010" w15:paraIdParent="00000001" w15:done="0"/>'
)
EXPECTED = [
    "Le cadre",
    "Une équipe [-Anne:réduite-][+Anne:restreinte+] se réunit chaque mois.",
    "Ce début[+Anne: coupé+]¶+",
    " et sa fin.",
    "Joint¶-",
    " au suivant.",
    "Ajouté par Anne, [+Anne:gardé +][-Paul:[+Anne:puis ôté+]-]",
    "[+Anne:Tout neuf.+]¶+",
    "[-Anne:Tout ôté.-]¶-",
    "La fin.",
]


def page() -> bytes:
    """Give the page as a Word file."""
    return word(PAGE, comments=COMMENTS, commentsExtended=THREADS)
