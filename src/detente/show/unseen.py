"""What a page must not carry from outside: controls, lone surrogates, and marks that turn the direction of text."""

from __future__ import annotations

UNSEEN = dict.fromkeys((*range(9), 11, 12, *range(14, 32), *range(127, 160)), "�")
UNSEEN |= dict.fromkeys((*range(55296, 57344), 65534, 65535), "�")
UNSEEN |= dict.fromkeys((*range(8234, 8239), *range(8294, 8298)))
