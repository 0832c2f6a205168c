"""The tree of errors as a page."""

from __future__ import annotations

import inspect

import detente
from detente import errors

from .prose import markdown

HEAD = """# Python: errors

Made from the code. Every error that detente raises for its users is a `DetenteError`; on the command line it becomes
one line on stderr and the exit code 1. It has `what` went wrong, `where`, and the `remedy`.
"""


def page() -> str:
    """The page in Markdown: the tree, then each error."""
    named = [getattr(detente, name) for name in detente.__all__]
    kinds = [cls for cls in named if inspect.isclass(cls) and issubclass(cls, BaseException)]
    tree = inspect.cleandoc(errors.__doc__ or "").split("\n\n")[1]
    said = [f"## `{cls.__name__}`\n\nA `{cls.__base__.__name__}`. {markdown(cls.__doc__)}" for cls in kinds]
    return "\n\n".join([HEAD, f"```text\n{inspect.cleandoc(tree)}\n```", *said]) + "\n"
