"""What is known of an article while it is being made from its source."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Draft:
    """An article in the making.

    `origin` is an outlet named as where the piece comes from (a dateline, a byline, a notice of reprint),
    `site` the one whose page it stands on. Which of them publishes and which carries is settled at the end.
    """

    title: str | None = None
    byline: tuple[str, ...] = ()
    origin: str | None = None
    site: str | None = None
    published: str | None = None
    modified: str | None = None
    url: str | None = None
    text: str = ""

    def filled(self, other: Draft) -> Draft:
        """This draft, with what it lacks taken from `other`."""
        return replace(
            self,
            title=self.title or other.title,
            byline=self.byline or other.byline,
            origin=self.origin or other.origin,
            site=self.site or other.site,
            published=self.published or other.published,
            modified=self.modified or other.modified,
            url=self.url or other.url,
            text=self.text or other.text,
        )
