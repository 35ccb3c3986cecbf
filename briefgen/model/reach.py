"""What rests on a source or a fact: in the desk's content, and in what was issued."""

from __future__ import annotations

from dataclasses import dataclass

from briefgen.model.issue import Issue
from briefgen.model.place import Place


@dataclass(frozen=True, slots=True)
class RestingFact:
    """A fact of the desk that rests on what is withdrawn.

    Attributes:
        id: Its id.
        statement: Its sentence.
        keeps: Sources that still support it, none of which rests on anything withdrawn; () where it loses all support.
    """

    id: str
    statement: str
    keeps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Leaning:
    """One thing in the desk's content that leans on such facts.

    Attributes:
        owner: Kind of what it stands in: `report`, `country`, `topic` or `actor`.
        owner_id: Its id.
        kind: `sentence`, `judgement`, `scenario`, `rating`, `indicator`, `timeline`, `network`, `incident chart`,
            `incident map`, `office`, `membership`, `role` or `relation`.
        text: What a reader knows it by: the sentence, the judgement's statement, the rating's category.
        facts: Ids of the facts it leans on, in the order it names them.
        place: Where it does.
    """

    owner: str
    owner_id: str
    kind: str
    text: str
    facts: tuple[str, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class IssuedSentence:
    """A sentence as it was issued, with the section it stood in and the facts that it cited."""

    section: str
    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssuedUse:
    """An issue that used what is withdrawn.

    Attributes:
        issue: The issue.
        facts: Ids of the facts in it that rest on it, as they were then.
        sentences: That cited them.
        judgements: Statements that rested on them.
    """

    issue: Issue
    facts: tuple[str, ...]
    sentences: tuple[IssuedSentence, ...]
    judgements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything that rests on a source or a fact.

    Attributes:
        kind: `source` or `fact`.
        id: Its id.
        label: Its title or statement; "" where the desk no longer has it.
        facts: Those without support first, then by id.
        leanings: In reading order, reports first.
        issues: Oldest first.
        corrected: Ids of the reports whose last issue is among these: their next one tells its readers.
    """

    kind: str
    id: str
    label: str
    facts: tuple[RestingFact, ...]
    leanings: tuple[Leaning, ...]
    issues: tuple[IssuedUse, ...]
    corrected: tuple[str, ...] = ()

    @property
    def clients(self) -> tuple[str, ...]:
        """Ids of the clients whose files named one of the issued reports, sorted."""
        return tuple(sorted({client for use in self.issues for client in use.issue.clients}))
