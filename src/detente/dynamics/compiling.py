"""The compiled programs' cache: kept in the user's cache folder between calls, left alone where that is impossible."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

FOLDER = "jax_compilation_cache_dir"


def cache_folder() -> Path | None:
    """The user's cache folder for compiled programs, made if need be; None where it cannot be written."""
    base = os.environ.get("XDG_CACHE_HOME")
    home = os.environ.get("HOME") or os.environ.get("USERPROFILE")
    if base and Path(base).is_absolute():
        folder = Path(base) / "detente" / "jax"
    elif home:
        folder = Path(home) / ".cache" / "detente" / "jax"
    else:
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return None


@cache
def keep_compiled() -> None:
    """Have JAX keep its compiled programs, unless the user has already said where, or nowhere can be written."""
    import jax

    if (
        getattr(jax.config, FOLDER, None) is not None
        or os.environ.get("JAX_ENABLE_COMPILATION_CACHE") == "false"
    ):
        return
    folder = cache_folder()
    if folder is None:
        return
    jax.config.update(FOLDER, str(folder))
    jax.config.update("jax_persistent_cache_min_compile_time_secs", 0.2)
    jax.config.update("jax_persistent_cache_min_entry_size_bytes", -1)
