"""The brief as a thing to hold: its page, as HTML, Markdown or PDF, a file of it, a frame in a notebook."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from ..errors import OutputError
from ..writing import target_of, write_file

if TYPE_CHECKING:
    from ..show.analysis import Analysis
    from ..show.excerpt import Excerpts

Format = Literal["html", "markdown", "pdf"]
FORMATS: tuple[Format, ...] = get_args(Format)
SUFFIXES: dict[str, Format] = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".md": "markdown", ".markdown": "markdown", ".pdf": "pdf",
}  # fmt: skip


@dataclass(frozen=True)
class Brief:
    """A brief and the analysis that it shows; `excerpts` says how much of the articles' words it holds."""

    analysis: Analysis = field(repr=False)
    excerpts: Excerpts = "sentence"

    @cached_property
    def html(self) -> str:
        """The page, self-contained."""
        from ..show.brief import render

        return render(self.analysis, self.excerpts)

    @cached_property
    def markdown(self) -> str:
        """The same as CommonMark with tables, without pictures."""
        from ..show.markdown import render_markdown

        return render_markdown(self.analysis, self.excerpts)

    @cached_property
    def pdf(self) -> bytes:
        """The page printed by an installed browser.

        Raises NotInstalledError where there is none, OutputError where it fails.
        """
        from ..show.pdf import print_pdf

        return print_pdf(self.html, date=self.analysis.assembly.system.as_of)

    def content(self, form: Format) -> bytes:
        """The brief in a form, as the bytes of a file."""
        return self.pdf if form == "pdf" else (self.markdown if form == "markdown" else self.html).encode()

    def write(self, path: str | os.PathLike[str], form: Format | None = None) -> Path:
        """Write the brief to `path`, whole or not at all, in the form that its suffix names unless one is given.

        Raises OutputError where that cannot be, NotInstalledError where a PDF is asked for and no browser is there.
        """
        form = form or format_of(path)
        target_of(path)
        content = self.content(form)
        return write_file(path, lambda file: file.write(content))

    def _repr_html_(self) -> str:
        from ..show.analysis import frame

        return frame(self.html)


def format_of(path: str | os.PathLike[str]) -> Format:
    """The form that a file's suffix names; a file without a suffix, or a device, is HTML. Raises OutputError."""
    suffix = Path(path).suffix.lower()
    if not suffix:
        return "html"
    if suffix not in SUFFIXES:
        raise OutputError(
            f"no form of a brief has the suffix {suffix!r}", where=str(path), remedy="use .html, .md or .pdf"
        )
    return SUFFIXES[suffix]
