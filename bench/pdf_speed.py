"""The PDF: chapters laid out alone and linked, against one WeasyPrint run, and against the chain people would use.

The books are the GitBook folders named by HANDBOOK_CORPORA and the handbook that ships, repeated to size. Every figure
is that of a command of its own, on a cache of its own that is empty at first; all are taken in one run, side by side.
Printed: seconds, the peak of memory of any process, the size of the file, and the ratios that were aimed at.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pypdfium2

SIZES = (100, 450, 2500)  # pages
_LINK = re.compile(r"\]\((?!https?:|#)<?([^)>]+)>?\)")
_WORD = re.compile(r"\b[Ll]e service\b|\bde l|\bla\b")


class Taken(NamedTuple):
    """What a run took: seconds, megabytes of its largest process, pages and bytes of its file."""

    seconds: float
    memory: float
    pages: int
    size: int


def _folders() -> list[Path]:
    root = Path(os.environ.get("HANDBOOK_CORPORA") or "none")
    found = sorted(root.glob("*/SUMMARY.md")) if root.is_dir() else []
    return [Path("sources"), *(summary.parent for summary in found)]


def _made(place: Path, pages: int, per_round: int) -> Path:
    """Make a folder of sources of about so many pages, where one copy of all the folders has `per_round`."""
    lines = ["# Table of contents\n"]
    # Less than all of them: the first two.
    folders = _folders() if pages == 1 or pages > per_round // 2 else _folders()[:2]
    for number in range(max(1, round(pages / per_round))):
        for folder in folders:
            name = f"{number:03}-{folder.name}"
            shutil.copytree(folder, place / name, ignore=shutil.ignore_patterns("SUMMARY.md", "handbook.yml", ".git*"))
            text = (folder / "SUMMARY.md").read_text(encoding="utf-8")
            own = _LINK.sub(lambda one, name=name: f"]({name}/{one[1]})", text)  # type: ignore[misc]
            lines += [f"## {name}\n", *own.splitlines()[1:], ""]
    (place / "SUMMARY.md").write_text("\n".join(lines), encoding="utf-8")
    (place / "handbook.yml").write_text("title: Mesure\nlanguage: fr\n", encoding="utf-8")
    return place


def _run(command: list[str], cache: Path, result: Path) -> Taken:
    """Run a command in a process that watches it, so that the peak of memory is that of this command alone."""
    watched = [sys.executable, "-m", "bench.pdf_speed", "--watch", *command]
    own = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    told = json.loads(subprocess.run(watched, env=own, check=True, capture_output=True, text=True).stdout)
    document = pypdfium2.PdfDocument(result)
    pages = len(document)
    document.close()
    return Taken(told["seconds"], told["memory"], pages, result.stat().st_size)


def _watch(command: list[str]) -> None:
    start = time.perf_counter()
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    seconds = time.perf_counter() - start
    if done.returncode > 1:
        sys.stderr.write(done.stdout + done.stderr)
        sys.exit(done.returncode)
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "memory": memory}))


def _build(sources: Path, out: Path, *more: str) -> list[str]:
    program = "import sys; from pipeline.cli.app import run; sys.exit(run(sys.argv[1:]))"
    return [sys.executable, "-c", program, "build", str(sources), "--out", str(out), "--to", "pdf", "-q", *more]


def _plain(sources: Path, out: Path) -> Path:
    """Write the program of the plain chain: pandoc to HTML, one WeasyPrint run, tags and a minimal style."""
    out.mkdir()
    files = [path for path in _in_order(sources) if path.is_file()]
    (out / "book.md").write_text("\n\n".join(one.read_text("utf-8", "replace") for one in files), encoding="utf-8")
    program = out / "chain.py"
    program.write_text(
        "import sys, pypandoc, weasyprint, weasyprint.urls\n"
        "html = pypandoc.convert_file(sys.argv[1], 'html', format='gfm', extra_args=['--standalone', '--toc',"
        " '--metadata', 'title=Mesure', '--metadata', 'lang=fr'])\n"
        "style = weasyprint.CSS(string='@page { size: A4; margin: 2cm } body { font: 10pt sans-serif }')\n"
        "own = weasyprint.urls.URLFetcher(allowed_protocols=('file', 'data'))\n"
        "page = weasyprint.HTML(string=html, base_url=sys.argv[1], url_fetcher=own)\n"
        "page.write_pdf(sys.argv[2], stylesheets=[style], pdf_variant='pdf/ua-1')\n"
    )
    return program


def _in_order(sources: Path) -> Iterator[Path]:
    for line in (sources / "SUMMARY.md").read_text(encoding="utf-8").splitlines():
        for found in _LINK.finditer(line):
            yield sources / found[1]


def _touched(sources: Path) -> None:
    """Change one word of a page in the middle of the book, to one of the same number of letters."""
    pages = [path for path in _in_order(sources) if path.is_file()]
    for page in pages[len(pages) // 2 :]:
        text = page.read_text(encoding="utf-8")
        changed = _WORD.sub(lambda one: one[0][:-1] + "x", text, count=1)
        if changed != text:
            page.write_text(changed, encoding="utf-8")
            return


def _again(sources: Path, out: Path) -> tuple[float, float]:
    """Give the seconds of building anew after a change in a process that has built before: all of it, the PDF alone."""
    from pipeline.build import run, stages
    from pipeline.emit.pdf import emit

    def built() -> float:
        start = time.perf_counter()
        opened = stages.open_sources(sources, lambda _finding: None)
        run.build(opened, out, run.Wanted(("pdf",)), lambda _finding: None, lambda _step: None)
        return time.perf_counter() - start

    built()
    _touched(sources)
    whole = built()
    opened = stages.open_sources(sources, lambda _finding: None)
    handbook = stages.silent_book(opened, lambda _finding: None)
    _touched(sources)
    changed = stages.silent_book(stages.open_sources(sources, lambda _finding: None), lambda _finding: None)
    emit(run.order_of(handbook, opened))
    order = run.order_of(changed, opened)
    start = time.perf_counter()
    emit(order)
    return whole, time.perf_counter() - start


def _row(name: str, taken: Taken, told: str = "") -> None:
    print(
        f"  {name:<34} {taken.seconds:7.1f} s {taken.memory:6.0f} MB {taken.pages:5} pages "
        f"{taken.size / 1e6:6.1f} MB  {told}",
        flush=True,
    )


def _compared(place: Path, pages: int, per_round: int, *, with_whole: bool, with_plain: bool) -> Taken:
    print(f"about {pages} pages", flush=True)
    sources, out, cache = _made(place / "sources", pages, per_round), place / "out", place / "cache"
    ours = _run(_build(sources, out), cache, out / "handbook.pdf")
    _row("chapters, cold", ours)
    if with_whole:
        whole = _run(_build(sources, place / "whole", "--whole"), place / "none", place / "whole" / "handbook.pdf")
        aim = 0.45 if pages < 1000 else 0.25
        told = (
            f"ratio {ours.seconds / whole.seconds:.2f} (target {aim}), size {ours.size / whole.size:.2f} (target 1.2)"
        )
        _row("--whole, one WeasyPrint run", whole, told)
    if with_plain:
        program = _plain(sources, place / "plain")
        result = place / "plain" / "book.pdf"
        plain = _run([sys.executable, str(program), str(place / "plain" / "book.md"), str(result)], cache, result)
        per_page = (ours.seconds / ours.pages) / (plain.seconds / plain.pages)
        told = f"ratio {ours.seconds / plain.seconds:.2f} (target 0.6); by the page {per_page:.2f}"
        _row("pandoc and one WeasyPrint run", plain, told)
    if pages == SIZES[1]:
        _touched(sources)
        again = _run(_build(sources, out), cache, out / "handbook.pdf")
        _row("one word changed, command", again, f"ratio {again.seconds / ours.seconds:.2f} (target 0.25)")
        os.environ["XDG_CACHE_HOME"] = str(cache)
        for name, warm in zip(("all", "the PDF alone"), _again(sources, out), strict=True):
            ratio = warm / ours.seconds
            print(f"  one word changed, warm, {name:<13} {warm:4.1f} s  ratio {ratio:.3f} (target 0.083)", flush=True)
    return ours


def main() -> None:
    """Measure and print."""
    sizes = [int(one) for one in sys.argv[1:]] or list(SIZES)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "once"
        once = _run(_build(_made(place / "in", 1, 1), place / "out"), place / "cache", place / "out" / "handbook.pdf")
        results = []
        for pages in sizes:
            place = Path(folder) / str(pages)
            place.mkdir()
            results.append(_compared(place, pages, once.pages, with_whole=pages > 100, with_plain=pages == SIZES[1]))
    if len(results) > 1:
        first, last = results[0], results[-1]
        ratio = (last.seconds / last.pages) / (first.seconds / first.pages)
        print(f"  time a page at {last.pages} pages against {first.pages}: {ratio:.2f} (target 1.15 at most)")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        _watch(sys.argv[2:])
    else:
        main()
