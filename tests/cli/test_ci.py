"""The files of templates/ci: valid where their readers publish a schema, and doing what they say in a real shell."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from junitparser import JUnitXml

from pipeline.build.starting import PLACES
from pipeline.cli.app import run
from pipeline.emit.look import templates
from tests.published import stored, vendored

ROOT = Path(__file__).parents[2]
CI = templates() / "ci"
GUIDE = {
    "handbook.yml": "title: Guide\noutputs: [html]\n",
    "SUMMARY.md": "# Sommaire\n\n* [Page](page.md)\n* [Autre page](autre.md)\n",
    "page.md": "# Page\n\n**\\[ENRICHIR]** la suite.\n\n![Le trio](trio.png)\n",
    "autre.md": "# Autre page\n\nPour \\[NOM DE LA DIRECTION].\n\n![Un plan](plan.png)\n",
}

# The condition of what may be made of a check that came to its end.
WHOLE = "steps.check.outputs.code == '0' || steps.check.outputs.code == '1'"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's repository: the program where the README puts it, and sources."""
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "GITHUB_STEP_SUMMARY", "GITHUB_SERVER_URL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HANDBOOK_LANG", "fr")
    monkeypatch.chdir(tmp_path)
    for folder in ("sources", "setup", ".venv/bin"):
        (tmp_path / folder).mkdir(parents=True)
    for name, text in GUIDE.items():
        (tmp_path / "sources" / name).write_text(text, encoding="utf-8")
    for name, script in {
        "setup/install": "#!/bin/sh\nexit 0\n",
        ".venv/bin/handbook": f"#!/bin/sh\nexec '{sys.executable}' -c 'from pipeline.cli import main; main()' \"$@\"\n",
    }.items():
        (tmp_path / name).write_text(script)
        (tmp_path / name).chmod(0o755)
    return tmp_path


def _yaml(file: Path) -> Any:
    whole = yaml.safe_load(file.read_text(encoding="utf-8"))
    # YAML 1.1 takes the `on` of a workflow for a yes; GitHub does not.
    return {"on" if key is True else key: value for key, value in whole.items()}


def _shell(script: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a script as runners do: bash, ended by the first line that fails."""
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


# --- valid


def test_the_workflow_is_valid() -> None:
    jsonschema.validate(_yaml(CI / "github.yml"), vendored("github-workflows"))


def test_the_gitlab_job_is_valid() -> None:
    jsonschema.validate(_yaml(CI / "gitlab-ci.yml"), vendored("gitlab-ci"))


def test_the_pre_commit_settings_are_valid() -> None:
    jsonschema.validate(
        yaml.safe_load((CI / "pre-commit-config.yaml").read_text(encoding="utf-8")),
        stored("pre-commit-config.json"),
    )


def test_the_hook_that_other_repositories_can_name() -> None:
    """Its members are those of a manifest (pre-commit, "Creating new hooks"); there is no published schema for it."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["entry"].split() == ["handbook", "check"]
    assert hook["language"] == "python", "pre-commit installs this project by its pyproject.toml"
    assert re.search(hook["files"], "sources/page.md")


@pytest.mark.parametrize("name", [".pre-commit-hooks.yaml", "templates/ci/pre-commit-config.yaml"])
def test_a_page_named_like_an_option_is_a_page(name: str) -> None:
    whole = yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))
    hook = whole[0] if isinstance(whole, list) else whole["repos"][0]["hooks"][0]
    assert hook["args"][-1] == "--"


def test_every_file_of_templates_ci_has_its_use() -> None:
    used = {name for name, _target in PLACES.values()} | {"github-problem-matcher.json"}
    assert {path.name for path in CI.iterdir()} == used
    documented = (ROOT / "docs" / "CI.md").read_text(encoding="utf-8")
    for name in (*used, *PLACES, ".pre-commit-hooks.yaml"):
        assert name in documented, name


def test_actions_are_pinned_and_may_do_only_what_they_must() -> None:
    workflow = _yaml(CI / "github.yml")
    text = (CI / "github.yml").read_text(encoding="utf-8")
    uses = re.findall(r"uses: (\S+)(.*)", text)
    assert uses
    for action, comment in uses:
        assert re.fullmatch(r"[\w-]+/[\w/-]+@[0-9a-f]{40}", action), action
        assert re.fullmatch(r" # v\d+\.\d+\.\d+", comment), action
    assert workflow["permissions"] == {"contents": "read"}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "actions": "read", "security-events": "write"}
    # Nothing that others may write (a title, a branch's name) is put into a script.
    for step in job["steps"]:
        assert "${{" not in step.get("run", "")


# --- doing what they say


def _steps(repository: Path, outputs: Path) -> list[int]:
    """Run the steps of the workflow that are scripts, and give their exit codes; a condition is kept to."""
    workflow = _yaml(CI / "github.yml")
    (job,) = workflow["jobs"].values()
    environment = {**workflow["env"], "GITHUB_OUTPUT": str(outputs), "GITHUB_WORKSPACE": str(repository)}
    environment["GITHUB_STEP_SUMMARY"] = str(repository / "summary.md")
    codes: list[int] = []
    for step in job["steps"]:
        if "run" in step and (WHOLE not in step.get("if", "") or codes[-1] in (0, 1)):
            codes.append(_shell(step["run"], repository, **environment).returncode)
    return codes


def test_the_workflow_makes_the_reports_and_the_draft(repository: Path, tmp_path: Path) -> None:
    outputs = tmp_path / "outputs"
    assert _steps(repository, outputs) == [0, 1, 0]
    assert outputs.read_text() == "code=1\n"
    build = repository / "build"
    assert {"check.sarif", "check.txt", "handbook.html", "todo.html"} <= {path.name for path in build.iterdir()}
    log = json.loads((build / "check.sarif").read_text(encoding="utf-8"))
    uris = {one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in log["runs"][0]["results"]}
    assert uris == {"sources/page.md", "sources/autre.md"}
    assert "à corriger" in (repository / "summary.md").read_text(encoding="utf-8")


def test_the_workflow_says_when_a_report_is_not_whole(repository: Path, tmp_path: Path) -> None:
    (repository / "sources" / "handbook.yml").write_text("parts: [\n")
    assert _steps(repository, tmp_path / "outputs") == [0, 3]
    assert (tmp_path / "outputs").read_text() == "code=3\n"
    (job,) = _yaml(CI / "github.yml")["jobs"].values()
    (upload,) = [step for step in job["steps"] if "upload-sarif" in step.get("uses", "")]
    assert WHOLE in upload["if"]


def test_the_files_that_the_workflow_names_are_those_that_it_makes() -> None:
    workflow = _yaml(CI / "github.yml")
    (job,) = workflow["jobs"].values()
    named = {str(value) for step in job["steps"] for key, value in step.get("with", {}).items() if "sarif" in key}
    assert f"{workflow['env']['OUT']}/check.sarif" in named


@pytest.mark.parametrize(("page", "code"), [(GUIDE["page.md"], 1), ("# Page\n\nFini.\n", 0)])
def test_the_gitlab_job_makes_its_reports(repository: Path, page: str, code: int) -> None:
    (repository / "sources" / "page.md").write_text(page, encoding="utf-8")
    (repository / "sources" / "autre.md").write_text("# Autre page\n\nFini.\n", encoding="utf-8")
    job = _yaml(CI / "gitlab-ci.yml")["guide"]
    done = _shell("\n".join(job["script"]), repository, SOURCE=job["variables"]["SOURCE"])
    assert done.returncode == code, done.stderr
    reports = job["artifacts"]["reports"]
    issues = json.loads((repository / reports["codequality"]).read_text(encoding="utf-8"))
    assert {issue["location"]["path"] for issue in issues} == ({"sources/page.md"} if code else set())
    assert JUnitXml.fromfile(str(repository / reports["junit"])).tests >= 1
    assert (repository / "build" / "handbook.html").is_file()
    assert all((repository / path).exists() for path in job["artifacts"]["paths"])


def test_the_gitlab_job_stops_where_the_check_does(repository: Path) -> None:
    (repository / "sources" / "handbook.yml").write_text("parts: [\n")
    job = _yaml(CI / "gitlab-ci.yml")["guide"]
    assert _shell("\n".join(job["script"]), repository, SOURCE="sources").returncode == 3
    reports = job["artifacts"]["reports"]
    assert JUnitXml.fromfile(str(repository / reports["junit"])).errors == 1
    assert not (repository / reports["codequality"]).exists()  # half a list would look like settled points


def test_the_hook_checks_the_pages_that_it_is_given(repository: Path) -> None:
    (hook,) = yaml.safe_load((CI / "pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    pages = ["sources/page.md", "sources/autre.md"]
    assert all(re.search(hook["files"], page) for page in pages)
    assert not re.search(hook["files"], "README.md")
    assert _shell(f"{hook['entry']} sources/page.md", repository).returncode == 1
    (repository / "sources" / "autre.md").write_text("# Autre page\n\nFini.\n", encoding="utf-8")
    assert _shell(f"{hook['entry']} sources/autre.md", repository).returncode == 0


# --- problem matchers


def _matchers(name: str) -> list[dict[str, Any]]:
    whole = json.loads((CI / name).read_text(encoding="utf-8"))
    found = whole["problemMatcher"] if "problemMatcher" in whole else whole["tasks"][0]["problemMatcher"]
    assert len({one["owner"] for one in found}) == len(found)
    return list(found)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", ["vscode-tasks.json", "github-problem-matcher.json"])
def test_a_problem_matcher_reads_what_is_printed(
    repository: Path,
    name: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("HANDBOOK_LANG", language)
    run(["check", "sources", "--format", "jsonl", "-q", "-v"])
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    expected = [(one["level"], one["file"], one["line"], one["column"], one["code"]) for one in told if one["file"]]
    assert {level for level, *_rest in expected} == {"error", "warning", "note"}
    run(["check", "sources", "--verbose"])
    levels = {"error": "error", "warning": "warning", "info": "note", "notice": "note"}
    seen = []
    for line in capsys.readouterr().out.splitlines():
        hits = []
        for matcher in _matchers(name):
            pattern = matcher["pattern"][0] if isinstance(matcher["pattern"], list) else matcher["pattern"]
            if hit := re.search(pattern["regexp"], line):
                file, row, column, code = (hit[pattern[part]] for part in ("file", "line", "column", "code"))
                hits.append((levels[matcher["severity"]], file, int(row), int(column), code))
                assert hit[pattern["message"]]
        assert len(hits) <= 1, line
        seen += hits
    assert seen == expected


def test_the_task_of_the_editor_runs(repository: Path) -> None:
    (task,) = json.loads((CI / "vscode-tasks.json").read_text(encoding="utf-8"))["tasks"]
    command = [part.replace("${workspaceFolder}", str(repository)) for part in (task["command"], *task["args"])]
    done = subprocess.run(
        command, cwd=repository, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert b"sources/page.md:3:3" in done.stdout


# --- handbook new --ci


@pytest.mark.parametrize("place", PLACES)
def test_new_puts_a_file_in_its_place_and_over_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    monkeypatch.chdir(tmp_path)
    name, target = PLACES[place]
    assert run(["new", "--ci", place]) == 0
    assert target in capsys.readouterr().out
    assert (tmp_path / target).read_bytes() == (CI / name).read_bytes()
    (tmp_path / target).write_text("mine")
    assert run(["new", "--ci", place]) == 3
    err = capsys.readouterr().err
    assert "[E146]" in err
    assert name in err
    assert (tmp_path / target).read_text() == "mine"


def test_new_takes_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["new", "--ci", "gitlab", "depot"]) == 0
    assert (tmp_path / "depot" / ".gitlab-ci.yml").is_file()
    shutil.rmtree(tmp_path / "depot")
    (tmp_path / "depot").symlink_to(tmp_path / "nowhere")
    assert run(["new", "--ci", "gitlab", "depot"]) == 3


def test_new_without_a_folder_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "fr", "new"]) == 2
    assert "handbook new mon-guide" in capsys.readouterr().err
