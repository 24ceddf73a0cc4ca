"""reportedly: who did what to whom, where and when, according to whom, and how sure.

`import reportedly as rp` gives the verbs of `reportedly.api`; nothing heavy is imported before one is used.
"""
from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any

__version__ = "0.1.0"
__all__ = ["Claims", "Document", "Documents", "Ledger", "Page", "ReadError", "ReportedlyError", "Rows", "Story", "UsageError",
           "__version__", "extract", "read", "use_codebook"]


class _Package(ModuleType):
    """The package as a notebook sees it. `extract` and `read` are verbs, and subpackages of the same name too: importing one of these
    binds it to the package, which here must not hide the verb."""

    @property
    def extract(self) -> Any:
        return import_module("reportedly.api").extract

    @extract.setter
    def extract(self, _: ModuleType) -> None: ...

    @property
    def read(self) -> Any:
        return import_module("reportedly.api").read

    @read.setter
    def read(self, _: ModuleType) -> None: ...


def __getattr__(name: str) -> Any:
    if name in __all__:
        return getattr(import_module("reportedly.api"), name)
    raise AttributeError(f"module 'reportedly' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


sys.modules[__name__].__class__ = _Package
