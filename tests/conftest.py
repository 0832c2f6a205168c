"""What the tests share: where examples and measuring data lie, and a steady hypothesis."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from dossiers import dossier_url, fresh_url, other_url, postgresql  # noqa: F401  fixtures

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile(
    "detente", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("detente")

# Whoever runs the tests in the background has them ignore Ctrl-C, and so would every command that they start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def examples(root: Path) -> Path:
    """The folder of example articles."""
    return root / "examples"


@pytest.fixture(scope="session")
def levant(examples: Path) -> str:
    """A pattern for the example articles on the Levant."""
    return str(examples / "levant" / "*.txt")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of measuring data named by DETENTE_DATA; a test that asks for it is skipped without it."""
    folder = os.environ.get("DETENTE_DATA")
    if not folder or not Path(folder).is_dir():
        pytest.skip("set DETENTE_DATA to the folder of measuring data to run this")
    return Path(folder)


@pytest.fixture(scope="session")
def detente():
    """Run the command line in this process: `detente("read", path)` gives exit_code, stdout and stderr."""
    from click.testing import CliRunner

    from detente.cli import main

    def run(*args: object, stdin: bytes | str | None = None):
        result = CliRunner().invoke(main, [str(a) for a in args], input=stdin, prog_name="detente")
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    return run
