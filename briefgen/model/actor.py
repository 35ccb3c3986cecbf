"""Actors: people and organisations, what they are and how they stand to one another."""

from __future__ import annotations

from enum import StrEnum

from briefgen.model.base import ActorId, CoveredCountry, FactId, Id, Line, Noun
from briefgen.model.dates import PartialDate
from briefgen.model.marking import Marking


class ActorKind(StrEnum):
    """What sort of actor."""

    PERSON = "person"
    STATE = "state"
    GOVERNMENT_BODY = "government-body"
    REGIONAL_BODY = "regional-body"
    INTERNATIONAL_BODY = "international-body"
    ARMED_GROUP = "armed-group"
    MILITARY_CONTRACTOR = "military-contractor"
    COMPANY = "company"
    MEDIA = "media"
    OTHER = "other"


class Role(Noun):
    """An office or function, and the facts that say so.

    Attributes:
        title: The office: "Defence minister".
        of: Of what: a state, a body.
        during: When it was held; always, where it is left out.
        facts: Facts that say so.
    """

    title: Line
    of: ActorId | None = None
    during: PartialDate | None = None
    facts: tuple[FactId, ...] = ()


class RelationKind(StrEnum):
    """How one actor stands to another."""

    MEMBER_OF = "member-of"
    PART_OF = "part-of"
    BACKS = "backs"
    OPPOSES = "opposes"
    SUCCEEDS = "succeeds"
    PARTNERS_WITH = "partners-with"
    REPLACES = "replaces"
    FORMER_MEMBER_OF = "former-member-of"


class Relation(Noun):
    """This actor's relation to another, and the facts that say so.

    Attributes:
        to: The other actor.
        kind: How this one stands to it.
        during: When; always, where it is left out.
        facts: Facts that say so.
    """

    to: ActorId
    kind: RelationKind
    during: PartialDate | None = None
    facts: tuple[FactId, ...] = ()


class Actor(Noun):
    """A person or an organisation.

    Attributes:
        id: Its name in the desk.
        name: As printed.
        aliases: Other names and spellings; "ASE" is the AES.
        kind: What sort of actor.
        country: Where it belongs, where it belongs to one.
        summary: One sentence on who this is, resting on the roles' facts.
        roles: Offices, with dates where they are known.
        relations: How it stands to other actors.
        marking: Who may see it.
    """

    id: Id
    name: Line
    aliases: tuple[Line, ...] = ()
    kind: ActorKind
    country: CoveredCountry | None = None
    summary: Line | None = None
    roles: tuple[Role, ...] = ()
    relations: tuple[Relation, ...] = ()
    marking: Marking = Marking.CLEAR
