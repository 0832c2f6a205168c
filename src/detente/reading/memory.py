"""What an article has named so far, so that later words can point back to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .principals import distinct
from .statement import ActorRef, Attribution

if TYPE_CHECKING:
    from spacy.tokens import Token

LOOK_BACK = 3  # sentences that a pronoun or description reaches back


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor met in the text.

    `kind` is the gazetteer's, `plural` whether it was one of many, `sentence` and `token` where it stood,
    `group` the first token of those it was coordinated with, `subject` whether its clause is about it, `location`
    whether it only says where something is. Of kind `office` is whoever holds one: a person, and his state.
    """

    ref: ActorRef
    kind: str
    plural: bool
    sentence: int
    token: int
    group: int
    subject: bool
    location: bool


class Memory:
    """The actors met in one article, in order.

    `sentence` is the number of the one being read, `quoted` whose words the last quotation was, `spoke` who spoke last
    by name or description, `contested` the sentences that tell of quarrels and talks.
    """

    def __init__(self) -> None:
        self.sentence = 0
        self.quoted: Attribution | None = None
        self.spoke: Attribution | None = None
        self.contested: set[int] = set()
        self.actors: set[str | None] = set()
        self._met: Counter[str] = Counter()
        self._by_sentence: defaultdict[int, list[Seen]] = defaultdict(list)

    def keep(self, seen: Seen) -> None:
        """Remember an actor."""
        self.actors.add(seen.ref.actor)
        if seen.ref.actor:
            self._met[seen.ref.actor] += 1
        self._by_sentence[seen.sentence].append(seen)

    def back(self, sentences: int) -> tuple[Seen, ...]:
        """Actors of the sentence so many before this one, in order of the text; 0 is this one."""
        return tuple(self._by_sentence.get(self.sentence - sentences, ()))

    def recent(self, sentences: int | None = None) -> Iterator[Seen]:
        """Yield actors from the last back, over so many sentences before this one (None: all of them)."""
        furthest = 0 if sentences is None else max(0, self.sentence - sentences)
        for number in range(self.sentence, furthest - 1, -1):
            yield from reversed(self._by_sentence.get(number, ()))

    def before(self, token: Token, sentences: int | None = None) -> Iterator[Seen]:
        """Yield actors from `token` back, over so many sentences before this one (None: all of them)."""
        return (s for s in self.recent(sentences) if (s.sentence, s.token) < (self.sentence, token.i))

    def opposed(self, pair: tuple[ActorRef, ...], sentences: int) -> bool:
        """Whether the text sets two actors against each other, in talks or a quarrel, or names them together.

        It does so in the sentence being read, if that tells of a contest, or in one of so many before it.
        """
        if self.sentence in self.contested:
            return True
        codes = {ref.actor for ref in pair}
        for number in range(max(0, self.sentence - sentences), self.sentence + 1):
            seen = [s for s in self._by_sentence.get(number, ()) if s.ref.actor in codes]
            if number in self.contested and {s.ref.actor for s in seen} == codes:
                return True
            groups = {(s.group, s.ref.actor) for s in seen}
            if any({actor for group, actor in groups if group == g} == codes for g, _ in groups):
                return True
        return False

    def on_one_side(self, pair: tuple[ActorRef, ...]) -> bool:
        """Whether two actors were last named in one breath with a third: "A, B and C left"."""
        codes = {ref.actor for ref in pair}
        groups: defaultdict[tuple[int, int], set[str | None]] = defaultdict(set)
        for number in range(max(0, self.sentence - LOOK_BACK), self.sentence + 1):
            for seen in self._by_sentence.get(number, ()):
                groups[number, seen.group].add(seen.ref.actor)
        return any(codes < group for group in groups.values())

    def met(self, actor: str) -> int:
        """How often an actor was met so far."""
        return self._met[actor]

    def together(self, seen: Seen) -> tuple[Seen, ...]:
        """An actor and those it was coordinated with: "A, B and C"."""
        return tuple(s for s in self._by_sentence.get(seen.sentence, ()) if s.group == seen.group)

    def meant(self, seen: Seen) -> tuple[ActorRef, ...]:
        """What pointing to an actor may mean: itself, or where it was one of many all of them."""
        return distinct(s.ref for s in self.together(seen)) if seen.plural else (seen.ref,)

    def last_subject(self) -> tuple[ActorRef, ...]:
        """The actor that the text was last about before this sentence, none where that is too far back."""
        for sentences in range(1, LOOK_BACK + 1):
            for seen in self.back(sentences):
                if seen.subject and seen.ref.actor:
                    return (ActorRef(seen.ref.actor),)
        return ()
