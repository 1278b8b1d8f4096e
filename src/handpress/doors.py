"""Doors of rooms that load what stands behind them when somebody asks for it: few need all of a room."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module


def opened_late(package: str, files: Mapping[str, Iterable[str]]) -> Callable[[str], object]:
    """The ``__getattr__`` of a package (PEP 562) whose ``files`` have the names, and are loaded when one is asked for.

    A file without names is itself what is asked for.
    """
    file_of = {name: file for file, names in files.items() for name in names or (file,)}

    def find(name: str) -> object:
        if name not in file_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = import_module(f"{package}.{file_of[name]}")
        return module if name == file_of[name] else getattr(module, name)

    return find
