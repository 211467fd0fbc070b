"""What all tests share: the option that rewrites expected results, and the folder of real exports."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.internal.conjecture import providers
from hypothesis.internal.constants_ast import Constants

# No deadline: a test must not fail because the machine is busy.
settings.register_profile(
    "handbook", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], max_examples=40
)
settings.load_profile("handbook")
# Nor may its examples be others after other tests: Hypothesis draws constants from all modules that are loaded so far,
# and has no setting for that.
providers._get_local_constants = Constants


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="rewrite the expected results of cases and golden books")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests measured (`record_property("measured", …)`): no test fails by it, the machine may be busy."""
    passed = terminalreporter.getreports("passed")
    for line in [said for one in passed for name, said in one.user_properties if name == "measured"]:
        terminalreporter.write_line(f"measured: {line}")


@pytest.fixture(autouse=True, scope="session")
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what tests work out away from the cache of the person who runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether expected results are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder of real exports, named by HANDBOOK_CORPORA; without it, tests that need it are skipped."""
    named = os.environ.get("HANDBOOK_CORPORA", "")
    if not named:
        pytest.skip("HANDBOOK_CORPORA names no folder of real exports")
    return Path(named)
