"""GitBook's tags in any order: no word is lost, no tag is shown, every place is exact, and nothing takes too long."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from pipeline.config import Config
from pipeline.diagnostics import Code as DiagnosticCode
from pipeline.diagnostics import Diagnostic
from pipeline.ingest import ingest
from pipeline.model import Callout, Code, CodeBlock, Page, Text, UnreadBlock, UnreadInline
from pipeline.model.walk import walk
from pipeline.source import cut
from tests.cases import folder_of
from tests.effort import effort

_TAGS = (
    *('{% hint style="info" %}', "{% endhint %}", "{% hint style='rose' icon=\"bell\" %}", "{%- endhint -%}"),
    *("{% tabs %}", '{% tab title="@" %}', "{% endtab %}", "{% endtabs %}"),
    *("{% stepper %}", "{% step %}", "{% endstep %}", "{% endstepper %}"),
    *("{% columns %}", '{% column width="50%" %}', "{% endcolumn %}", "{% endcolumns %}"),
    *('{% content-ref url="page.md" %}', "{% endcontent-ref %}", '{% page-ref page="x.md" %}'),
    *('{% embed url="https://exemple.fr" caption="@" %}', "{% endembed %}", '{% file src="a.pdf" %}', "{% endfile %}"),
    *('{% code title="@" lineNumbers="true" %}', "{% endcode %}", '{% prompt description="@" %}', "{% endprompt %}"),
    *('{% updates format="full" %}', '{% update date="2026-01-31" tags="@" %}', "{% endupdate %}", "{% endupdates %}"),
    *("{% if visitor.x %}", "{% elif visitor.y %}", "{% else %}", "{% endif %}", "{% raw %}", "{% endraw %}"),
    *('{% swagger method="get" path="/x" summary="@" %}', '{% swagger-parameter in="query" name="x" %}'),
    *("{% endswagger-parameter %}", '{% swagger-response status="200" description="@" %}', "{% endswagger-response %}"),
    *("{% endswagger %}", '{% openapi-operation spec="s" path="/x" method="get" %}', "{% endopenapi-operation %}"),
    *('{% inconnu title="@" %}', "{% endinconnu %}", '{% @mermaid/diagram content="@" %}', "{% endpoint %}", "{% hint"),
    *('<div data-gb-custom-block data-tag="hint" data-style="info">', "</div>", "<details>", "</details>"),
)
_WORDS = ("@", "* @", "1. @", "> @", "## @", "  @", "    @", "* [ ] @", "@ **@** @", "")
_PIECES = st.lists(
    st.tuples(st.sampled_from(("", "  ", "    ", "* ", "> ", "@ ")), st.sampled_from((*_TAGS, *_WORDS)), st.booleans()),
    max_size=14,
)


def _page(pieces: Sequence[tuple[str, str, bool]]) -> tuple[str, int]:
    """Give a page of these pieces, each on a line, or a paragraph, of its own; its words are numbered."""
    text = "# Titre\n\n" + "".join(f"{lead}{piece}\n" + "\n" * blank for lead, piece, blank in pieces)
    count = text.count("@") - text.count("{% @")
    for number in range(count):
        at = text.replace("{% @", "{% §").index("@")
        text = f"{text[:at]}mot{number}x{text[at + 1 :]}"
    return text, count


def _read(text: str) -> tuple[Page, list[Diagnostic]]:
    findings: list[Diagnostic] = []
    book = ingest(folder_of({"page.md": text}), Config(), findings.append)
    return book.parts[0].chapters[0], findings


def _strings(node: Struct) -> list[str]:
    """Give every string that a node and those below it hold."""
    return [
        value
        for one in walk(node)
        for name in one.__struct_fields__
        for value in [getattr(one, name)]
        if isinstance(value, str)
    ]


@given(_PIECES)
def test_no_word_is_lost_and_no_tag_is_shown(pieces: list[tuple[str, str, bool]]) -> None:
    text, count = _page(pieces)
    page, _findings = _read(text)
    said = "\n".join(_strings(page))
    assert [number for number in range(count) if f"mot{number}x" not in said] == []
    shown = [one.text for one in walk(page) if isinstance(one, Text | UnreadBlock | UnreadInline)]
    assert [words for words in shown if "{%" in words or "%}" in words] == []


@given(_PIECES)
def test_every_text_stands_where_it_says(pieces: list[tuple[str, str, bool]]) -> None:
    text, _count = _page(pieces)
    page, _findings = _read(text)
    for one in walk(page):
        if isinstance(one, Text) and not one.widths and one.text != "page":
            assert cut(text, one.span) == one.text


def test_hints_in_hints_beyond_any_measure() -> None:
    page, findings = _read("# Titre\n\n" + '{% hint style="info" %}\n' * 3000 + "Fond.\n" + "{% endhint %}\n" * 3000)
    assert "Fond." in _strings(page)
    assert sum(isinstance(one, Callout) for one in walk(page)) <= 40
    assert {finding.code for finding in findings} == {DiagnosticCode.S201}


def test_elements_in_elements_beyond_any_measure() -> None:
    for tag in ("details", "div", "blockquote"):
        page, _findings = _read("# Titre\n\n" + f"<{tag}>\n\n" * 3000 + "Fond.\n\n" + f"</{tag}>\n\n" * 3000)
        assert "Fond." in _strings(page)


def test_a_page_ten_times_longer_takes_about_ten_times_longer() -> None:
    """Also where tags are glued, cut short, never closed, or each in the one before."""
    hard = (
        'Avant {% hint style="info" %} dedans {% endhint %} après.\n\n',
        "{% hint\n",
        '{% embed url="https://exemple.fr" %}\n\n* a\n{% file src="https://exemple.fr/a" %}\n\n',
        "{% endhint %}\n\n",
        '    <div data-gb-custom-block data-tag="hint">\n\n',
        "{% step %}\nTexte.\n",
        "{% if a %}x\n{% elif b %}\n",
        "`{% hint %}\n",
    )
    for piece in hard:
        assert _effort(piece * 600) < 12 * _effort(piece * 60), piece


def _effort(text: str) -> int:
    return effort(lambda: _read("# Titre\n\n" + text))


def test_code_is_left_alone() -> None:
    text = "# Titre\n\n```\n{% hint %}\n  {% endhint %}\nx {% tab %} y\n```\n\n`{% tabs %}` et <code>a</code>\n"
    page, findings = _read(text)
    code = [one.text for one in walk(page) if isinstance(one, CodeBlock | Code)]
    assert code == ["{% hint %}\n  {% endhint %}\nx {% tab %} y", "{% tabs %}", "a"]
    assert not findings
