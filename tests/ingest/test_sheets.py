"""Job sheets: fields in any order, exact places in XML, damaged and hostile files."""

from __future__ import annotations

import tracemalloc
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Config
from pipeline.diagnostics import Code, Diagnostic
from pipeline.ingest import ingest
from pipeline.model import Handbook, JobSheet, Page, SheetSection, Text
from pipeline.model.text import plain
from pipeline.model.walk import walk
from pipeline.source import cut
from tests.cases import folder_of
from tests.printed import printed

FIELDS = (
    "**ID:** MET.90100\n",
    "**Appellations:**\n- Féminin: soigneuse\n- Masculin: soigneur\n",
    "## Autres appellations\n\n### gardien/ne\n- Féminin: gardienne\n- Masculin: gardien\n\n### vigie\n",
    "**Codes ROME:**\n- K1706\n- N3102\n",
    "## Présentation\n\nVeiller.\n",
    "## En bref\n\nUne lampe.\n\n            ### Durée des études\n            ## Après le bac\n            2 ans.\n",
    "## Nature du travail\n\n### Allumer\n            Le soir.\n\n            ### Éteindre\n            Le matin.\n",
    "## Vie professionnelle\n\n",
    "## Salaire\n            ### Salaire du débutant\n            Peu.\n\n"
    "            ## Intégrer le marché du travail\n            ### Peu de postes\n            Quatre.\n",
    "## Accès au métier\n\n            Après la 3e\n\n            CAP lampes\n",
    "**Niveau d'accès minimum:** CAP ou équivalent\n",
    "## Formations recommandées\n\n- CAP lampes (ID: FOR.90101)\n- un stage\n",
    "**Statuts possibles:**\n- salarié\n- artisan\n",
    "## Centres d'intérêt\n\n- j'aime la mer\n- j'aime aider, ranger\n",
)


def _book(sources: dict[str, str | bytes]) -> tuple[Handbook, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    return ingest(folder_of(sources), Config(), findings.append), findings


def _facts(order: tuple[str, ...], ending: str = "\n") -> tuple[str, list[str]]:
    text = "# soigneur/euse\n" + "\n".join(order)
    book, findings = _book({"page.md": text.replace("\n", ending)})
    assert findings == []
    (sheet,) = (node for node in walk(book) if isinstance(node, JobSheet))
    facts = printed(sheet).partition("    SheetSection")[0].partition("  SheetSection")[0]
    return facts, sorted(printed(section) for section in sheet.sections)


@given(st.permutations(FIELDS))
def test_fields_in_any_order_give_the_same_facts(order: list[str]) -> None:
    assert _facts(tuple(order)) == _facts(FIELDS)


@given(st.sets(st.sampled_from(FIELDS), min_size=3))
def test_a_field_that_is_missing_takes_no_other_with_it(left: set[str]) -> None:
    order = (FIELDS[0], *(field for field in FIELDS[1:] if field not in left))
    facts, sections = _facts(order)
    whole, all_sections = _facts(FIELDS)
    # Where a sheet has one run of words of its own, it stands on the line of the sheet.
    alone = {line for line in facts.splitlines() if line.startswith("JobSheet")}
    assert set(facts.splitlines()) - alone <= set(whole.splitlines())
    assert not Counter(sections) - Counter(all_sections) or any("## Vie" in f or "## Salaire" in f for f in left)


def test_line_endings_of_windows_change_nothing() -> None:
    assert _facts(FIELDS, "\r\n") == _facts(FIELDS)


def test_every_word_of_a_sheet_keeps_its_place() -> None:
    text = "# soigneur/euse\n" + "\n".join(FIELDS)
    book, _findings = _book({"page.md": text})
    for node in walk(book):
        if isinstance(node, Text):
            assert cut(text, node.span) == node.text


XML = """<?xml version="1.0" encoding="UTF-8"?>
<metiers>
  <metier>
    <identifiant>MET.90110</identifiant>
    <nom_metier>gardien/ne de phare 🗼 et de côte</nom_metier>
    <accroche_metier><![CDATA[
        <h5>Veiller là</h5>
        <p>Allumer 🗼 et <strong>éteindre</strong> la lampe</p>

        <ul><li>une échelle</li></ul>
    ]]></accroche_metier>
    <nature_travail>&lt;p&gt;Veiller &amp;amp; noter&lt;/p&gt; ici</nature_travail>
    <statuts><statut><libelle>salarié</libelle></statut></statuts>
  </metier>
</metiers>
"""


def test_words_of_xml_keep_their_places() -> None:
    book, findings = _book({"m.xml": XML})
    assert findings == []
    page = book.parts[0].chapters[0]
    texts = [node for node in walk(page) if isinstance(node, Text)]
    made = {"Présentation", "Nature du travail"}
    verbatim = [node for node in texts if not node.widths and node.text not in made]
    assert len(verbatim) >= 6
    assert [cut(XML, node.span) for node in verbatim] == [node.text for node in verbatim]
    (escaped,) = (node for node in texts if node.text == "Veiller & noter")
    assert cut(XML, escaped.span) == "Veiller &amp;amp; noter"
    assert cut(XML, page.span) == "metier"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-15", "windows-1252"])
def test_xml_in_the_encoding_that_it_names(encoding: str) -> None:
    text = XML.replace("🗼", "!").replace("UTF-8", encoding.removesuffix("-sig"))
    book, findings = _book({"m.xml": text.encode(encoding)})
    assert findings == []
    assert plain(book.parts[0].chapters[0].title) == "gardien/ne de phare ! et de côte"


def _laughs() -> str:
    names = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    metier = "<metier><nom_metier>&l11;</nom_metier></metier>"
    return f'<!DOCTYPE metiers [<!ENTITY l0 "ha">{names}]><metiers>{metier}</metiers>'


@pytest.mark.parametrize(
    "text",
    [
        _laughs(),
        '<!DOCTYPE m [<!ENTITY x SYSTEM "file:///etc/hostname">]><m><metier><nom_metier>&x;</nom_metier></metier></m>',
        '<!DOCTYPE m SYSTEM "http://reseau.example/m.dtd"><m><metier><nom_metier>&x;</nom_metier></metier></m>',
        "<metiers><metier>" + "<a>" * 5000 + "</metiers>",
        "<metiers><metier><nom_metier>a & b</nom_metier></metier></metiers>",
        "<metiers><metier>",
        "<metier/>&",
    ],
)
def test_hostile_and_broken_xml_is_told_once(text: str) -> None:
    tracemalloc.start()
    _whole, findings = _book({"m.xml": text, "page.md": "# Page\n\nTexte.\n"})
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [finding.code for finding in findings if finding.code is not Code.N105] == [Code.S172]
    assert most < 50_000_000


def test_html_nested_without_end_is_kept() -> None:
    deep = "<ul><li>" * 3000 + "fond" + "</li></ul>" * 3000
    field = f"<competences><![CDATA[{deep}]]></competences>"
    text = f"<metiers><metier><identifiant>MET.1</identifiant>{field}</metier></metiers>"
    book, findings = _book({"m.xml": text})
    assert findings == []  # beyond forty levels only the words are kept
    assert any(
        "fond" in str(node) for node in walk(book) if not isinstance(node, (Handbook, Page, JobSheet, SheetSection))
    )


def test_a_thousand_sheets_in_one_file_have_ids_of_their_own() -> None:
    one = "<metier><identifiant>MET.{n}</identifiant><nom_metier>vigie {n}</nom_metier></metier>"
    text = "<metiers>" + "\n".join(one.format(n=n % 990) for n in range(1000)) + "</metiers>"
    book, findings = _book({"m.xml": text})
    ids = [page.id for page in book.parts[0].chapters]
    assert (len(set(ids)), findings) == (1000, [])
