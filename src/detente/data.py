"""Vocabulary files: YAML and CSV that lie beside the code that reads them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import Any

from .errors import VocabularyError
from .yaml import YamlFault, read_yaml


@cache
def vocabulary(package: str, name: str) -> Any:
    """Load the YAML file `name` from the data folder of `package` (`detente.reading`, say).

    Raises VocabularyError where the file is missing or is no YAML.
    """
    resource = files(package) / "data" / name
    try:
        return read_yaml(resource.read_text(encoding="utf8"), words=False).value
    except (OSError, YamlFault) as error:
        raise VocabularyError(f"cannot be read: {error}", where=f"{package}/data/{name}") from error


@cache
def table(package: str, name: str) -> tuple[dict[str, str], ...]:
    """Load the CSV file `name` from the data folder of `package`, a dict a row; lines starting with # are notes."""
    resource = files(package) / "data" / name
    try:
        lines = resource.read_text(encoding="utf8").splitlines()
    except OSError as error:
        raise VocabularyError(f"cannot be read: {error}", where=f"{package}/data/{name}") from error
    return tuple(csv.DictReader(line for line in lines if line and not line.startswith("#")))
