"""`pytest tests/golden --update-golden` writes what is read today; read the difference before it is committed."""
from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write tests/golden/expected.json anew")
