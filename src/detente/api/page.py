"""The brief as a thing to hold: its page, a file of it, a frame in a notebook."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ..writing import write_text

if TYPE_CHECKING:
    from ..show.analysis import Analysis


@dataclass(frozen=True)
class Brief:
    """A brief and the analysis that it shows."""

    analysis: Analysis = field(repr=False)

    @cached_property
    def html(self) -> str:
        """The page, self-contained."""
        from ..show.brief import render

        return render(self.analysis)

    def write(self, path: str | os.PathLike[str]) -> Path:
        """Write the page to `path`, whole or not at all. Raises OutputError where that cannot be."""
        return write_text(path, self.html)

    def _repr_html_(self) -> str:
        return self.analysis._repr_html_()
