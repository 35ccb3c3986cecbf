"""Networks, source maps and boards like those of a report on Russia and the Alliance of Sahel States, and some that are not."""

from __future__ import annotations

from itertools import count
from string import ascii_uppercase

import draw_samples as samples

from briefgen.model.changes import Direction
from briefgen.model.entries import IndicatorEntry
from briefgen.model.figure import (
    FigureSpec,
    IndicatorBoard,
    Network,
    NetworkNode,
    NetworkTie,
    Outlet,
    SourceGroup,
    SourceMap,
)

KINDS = ("backs", "opposes", "partners-with", "former-member-of", "replaces", "succeeds")
LONG_NAMES = (
    "Secretariat of the Permanent Joint Commission for Cross-Border Patrols",
    "القيادة المشتركة للقوات المسلحة لتحالف دول الساحل في المناطق الحدودية",
    "Ƙungiyar Haɗin Gwiwar Tsaro ta Ƙasashen Yankin Sahel da Makwabtansu",
    "Tamasheq Imajaghan n Kidal d Tin-Zawaten d Tessalit d Aguelhok",
)


def network(nodes: dict[str, str], *ties: tuple[str, str, str]) -> FigureSpec:
    """A network of names by id, with ties as start, kind, end."""
    made = {(start, end, kind) for start, kind, end in ties}
    merged = tuple(
        NetworkTie(start, end, kind, (end, start, kind) in made, (1, 2))
        for start, end, kind in sorted(made)
        if (end, start, kind) not in made or start < end
    )
    kept = tuple(NetworkNode(name, said, "state") for name, said in nodes.items())
    return FigureSpec("network", "network", 6, "Who backs and opposes whom", Network(kept, merged))


def drawn_by_lot(actors: int, ties: int, seed: int, belonging: int = 0) -> FigureSpec:
    """Actors tied at random; of every ten, so many belong to one before them."""
    lots = _lots(seed)
    nodes = {f"n{number}": f"Front {number} of the {'northern ' * (number % 3)}provinces" for number in range(actors)}
    made = {
        (f"n{number}", "member-of", f"n{next(lots) % number}")
        for number in range(1, actors)
        if next(lots) % 10 < belonging
    }
    while len(made) < ties:
        start, end, kind = next(lots) % actors, next(lots) % actors, KINDS[next(lots) % len(KINDS)]
        if start != end:
            made.add((f"n{start}", kind, f"n{end}"))
    return network(nodes, *sorted(made))


def _lots(seed: int):
    """Numbers by a linear congruential generator (Numerical Recipes), the same on every machine."""
    state = seed
    while True:
        state = (1664525 * state + 1013904223) % 2**32
        yield state >> 8


MEMBERS = {"mali": "Mali", "burkina": "Burkina Faso", "niger": "Niger"}
SAHEL = network(
    {
        **MEMBERS,
        "aes": "Alliance of Sahel States",
        "force": "AES joint force",
        "ecowas": "Economic Community of West African States",
        "russia": "Russia",
        "ukraine": "Ukraine",
        "jihadists": "Jihadist groups in the Sahel",
        "wagner": "Wagner Group",
        "corps": "Africa Corps",
        "ministry": "Russia’s defence ministry",
        "belousov": "Andrei Belousov",
        "junta": "Mali’s junta",
        "camara": "Sadio Camara",
    },
    *(
        tie
        for state in MEMBERS
        for tie in (
            (state, "member-of", "aes"),
            (state, "former-member-of", "ecowas"),
            (state, "partners-with", "russia"),
            (state, "opposes", "ukraine"),
            ("jihadists", "opposes", state),
        )
    ),
    ("aes", "partners-with", "russia"),
    ("russia", "partners-with", "aes"),
    ("aes", "opposes", "ecowas"),
    ("force", "part-of", "aes"),
    ("force", "opposes", "jihadists"),
    ("russia", "backs", "force"),
    ("russia", "opposes", "ukraine"),
    ("wagner", "backs", "aes"),
    ("corps", "backs", "aes"),
    ("corps", "replaces", "wagner"),
    ("ministry", "part-of", "russia"),
    ("belousov", "part-of", "ministry"),
    ("belousov", "office", "russia"),
    ("junta", "part-of", "mali"),
    ("camara", "member-of", "junta"),
    ("camara", "office", "mali"),
)


def group(letter, origins, outlets, *, alone: int, shared: int, more: int = 0) -> SourceGroup:  # noqa: PLR0913 - a group has that much
    """An origin group; its outlets are numbered from 1."""
    made = (Outlet(number, name, "B", alone) for number, name in enumerate(outlets, 1))
    return SourceGroup(letter, origins, tuple(made), more, alone, shared)


def source_map(*groups: SourceGroup) -> FigureSpec:
    """A source map."""
    facts = sum(each.alone for each in groups) + max(each.shared for each in groups)
    return FigureSpec("sources", "sources", 7, "Where the facts come from", SourceMap(groups, facts))


MINISTRY = group(
    "A", ("Russia’s defence ministry",), ("The Moscow Times", "Maghrebi", "The News Chronicle"), alone=14, shared=10
)

_KEYS = count()


def watched(state: str, what: str = "Deliveries of defence equipment", before: str = "", profile: str = "Mali"):
    """An indicator."""
    heat = ("not-known", "quiet", "watch", "active")
    way = None
    if before and "not-known" not in {before, state}:
        way = Direction.DETERIORATED if heat.index(state) > heat.index(before) else Direction.IMPROVED
    signals = "A handover with date, place and type; flights that observers document."
    word = state.replace("-", " ")
    return IndicatorEntry(profile, what, state, word, signals, (), f"mali/{next(_KEYS)}", before, way)


def board(*entries: IndicatorEntry, since: str = "") -> FigureSpec:
    """An indicator board."""
    return FigureSpec("board", "indicators", 8, "What the desk watches", IndicatorBoard(entries, since))


STATES = ("active", "watch", "quiet", "not-known")

SPECS = {
    "network": SAHEL,
    "network of one tie": network({"a": "Mali", "b": "Ukraine"}, ("a", "opposes", "b")),
    "network of one card": network({"a": "Mali", "b": "Sadio Camara"}, ("b", "office", "a")),
    "network that goes in a circle": network(
        {"a": "A", "b": "B", "c": "C"},
        *(pair for pair in (("a", "part-of", "b"), ("b", "part-of", "c"), ("c", "part-of", "a"))),
    ),
    "network of quarrels within": network(
        {"a": "Alliance", "b": "Mali", "c": "Niger", "d": "Chad"},
        *((each, "member-of", "a") for each in "bcd"),
        ("b", "opposes", "c"),
        ("c", "opposes", "b"),
        ("d", "backs", "a"),
    ),
    "network of every kind": network(
        {str(number): f"Actor {number}" for number in range(7)},
        *((str(number), kind, str(number + 1)) for number, kind in enumerate(KINDS)),
    ),
    "network of 25": drawn_by_lot(25, 30, seed=1),
    "network of 25 in blocs": drawn_by_lot(25, 45, seed=2, belonging=6),
    "network of 40": drawn_by_lot(40, 60, seed=3, belonging=4),
    "network of long names": network(
        dict(zip("abcd", LONG_NAMES, strict=True)), ("a", "backs", "b"), ("c", "member-of", "b"), ("d", "opposes", "c")
    ),
    "network of hostile text": network(
        {"a": samples.HOSTILE, "b": samples.UNBROKEN, "c": "<b>"}, ("a", "backs", "b"), ("c", "member-of", "b")
    ),
    "network in Chinese": network({"a": "漢字" * 60, "b": "漢"}, ("a", "backs", "b")),
    "source map": source_map(
        MINISTRY,
        group("B", (), ("African Security Analysis (ASA)",), alone=24, shared=4),
        group("C", ("TASS material on the talks", "Le Monde"), ("GSV “Russia - Islamic World”",), alone=0, shared=5),
    ),
    "source map of one": source_map(group("A", (), ("Africanews",), alone=1, shared=0)),
    "source map of 18": source_map(
        *(
            group(
                letter,
                LONG_NAMES[: number % 5],
                LONG_NAMES[number % 4 :],
                alone=number * 40,
                shared=number % 7 + 1,
                more=number % 3,
            )
            for number, letter in enumerate(ascii_uppercase[:18])
        )
    ),
    "source map of hostile text": source_map(
        group(
            "A", (samples.HOSTILE, samples.UNBROKEN), (samples.UNBROKEN, samples.HOSTILE), alone=1, shared=9999, more=9
        )
    ),
    "board": board(
        watched("active", "Joint meetings of ministers", before="watch"),
        watched("watch", before="not-known"),
        watched("quiet", "Disclosure of the text", before="active"),
        watched("not-known", "Sanctions by third states"),
        watched("watch", "Convoys on the road to Gao", profile="Niger"),
        since="ASA-SR-2026-0001",
    ),
    "board of one": board(watched("not-known")),
    "board of 40": board(*(watched(STATES[number % 4], profile=f"Profile {number // 9}") for number in range(40))),
    "board of hostile text": board(
        watched("active", samples.HOSTILE, profile=samples.UNBROKEN),
        watched("quiet", samples.UNBROKEN),
        watched("watch", LONG_NAMES[1]),
    ),
}
"""Figures by what they try."""
