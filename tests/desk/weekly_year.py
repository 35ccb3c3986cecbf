"""Many weeks of a desk in a few minutes: a moving clock, runs that are killed or overlap, servers that fail; then the count.

Pages are stand-ins, which take no time to print; schedules, registry, editions, outbox, folders, mail server and store are
the real ones.
"""

from __future__ import annotations

import io
import logging
import pickle
import random
import sqlite3
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import pikepdf
from weekly_desk import Mailbox, Steps, approve, mail_server, run_at, write_desk

from briefgen.model.reserved import HTML_COVER, HTML_FOOT
from briefgen.render.orders import message

sys.path.append(str(Path(__file__).parents[1] / "deliver"))

from store_servers import ACCESS_KEY, SECRET_KEY, MotoStore

BUCKET = "clients"
_TICKS = (0.5, 1.5, 3, 5, 9, 26, 30, 50, 98)
"""Hours after a slot at which the schedule ticks; weeks are quiet otherwise."""


class StandIns:
    """Presses that print a page with the issue's number and room for a client's name, and nothing else."""

    width = 1

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def ask(self, order: bytes) -> bytes:
        """What becomes of an order."""
        job = pickle.loads(order)  # noqa: S301 - of the program itself
        number = job["briefing"].series_number
        ways = {"html": _page, "pdf": _pdf}
        return message(
            {"status": "done", "noticed": [], "pages": 1}, {each: ways[each](number) for each in job["formats"]}
        )


def _page(number: str) -> bytes:
    head = f'<!DOCTYPE html>\n<html lang="en"><head><meta name="generator" content="briefgen"><meta name="dcterms.identifier" content="{number}"></head>'
    return f"{head}<body>{HTML_COVER}<p>{number}</p>{HTML_FOOT}</body></html>\n".encode()


def _pdf(number: str) -> bytes:
    made = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(200, 200))
        pdf.docinfo["/Creator"], pdf.docinfo["/dctermsidentifier"] = "briefgen", number
        pdf.save(made, deterministic_id=True)
    return made.getvalue()


@dataclass
class Year:
    """What is simulated.

    Attributes:
        reports: How many.
        clients: How many; a third of them gets mail, a third a folder, a third a store, and each third of these mail besides.
        weeks: How many, from the first slot on.
        seed: Of kills, outages and overlaps.
        first: The first slot.
    """

    reports: int
    clients: int
    weeks: int
    seed: int = 1
    first: datetime = datetime(2027, 2, 1, 5, 0, tzinfo=UTC)


@dataclass
class Counted:
    """What came of it."""

    slots: Counter[str] = field(default_factory=Counter)
    issues: int = 0
    dispatches: Counter[str] = field(default_factory=Counter)
    ticks: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        lines = [
            f"{name:12} {dict(sorted(each.items()))}"
            for name, each in (("ticks", self.ticks), ("slots", self.slots), ("dispatches", self.dispatches))
        ]
        return "\n".join([*lines, f"{'issues':12} {self.issues}", f"{'wrong':12} {len(self.wrong)}", *self.wrong[:20]])


def _clients(year: Year) -> str:
    lines = []
    for number in range(year.clients):
        reports = [f"r{each}" for each in range(year.reports) if (each + number) % 3 != 0]
        mail = f"{{channel: mail, to: [desk@c{number}.example]}}"
        ways = {
            0: mail,
            1: f"{{channel: folder, path: outbox/c{number}}}",
            2: f"{{channel: store, path: 's3://{BUCKET}/c{number}'}}",
        }
        both = f"{ways[number % 3]}, {mail}" if number % 9 in {4, 5} else ways[number % 3]
        lines.append(
            f"- {{id: c{number}, name: Client {number:03} Ltd, reports: [{', '.join(reports)}], formats: [html], deliver: [{both}]}}"
        )
    return "\n".join(lines) + "\n"


def simulate(year: Year, folder: Path, say: Callable[[str], None] = lambda _: None) -> Counted:
    """Run it, and count.

    In a process of its own: ticks are forks of this one, and once a process has used the store's library, its forks hang
    in it or take down the process, whose sockets they share.
    """
    assert "obstore" not in sys.modules, "simulate in a process that has used no store"
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # the store's server tells of every request
    dice = random.Random(year.seed)  # noqa: S311 - no secret is made of it
    counted = Counted()
    names = tuple(f"r{number}" for number in range(year.reports))
    with mail_server() as (mailbox, port), MotoStore() as store:
        store.bucket(BUCKET)
        schedule = "{cron: '0 6 * * MON', timezone: Europe/Paris, unchanged: issue, catch_up: latest}"
        root = write_desk(folder / "desk", port, names, _clients(year), schedule)
        _open_store(root, store.endpoint)
        begin = year.first - timedelta(days=2)
        tick(root, begin)
        approve(root, begin, *names)
        for week in range(year.weeks):
            _week(year, week, root, mailbox, dice, counted)
            say(f"week {week + 1} of {year.weeks}: {dict(counted.ticks)}")
        mailbox.answer = _takes
        for hours in range(0, 200, 12):
            tick(root, year.first + timedelta(weeks=year.weeks, hours=hours - 24))
        _count(year, root, mailbox, store, counted)
    return counted


def _takes(_: str) -> str:
    return "250 taken"


def _open_store(root: Path, endpoint: str) -> None:
    (root / "key").write_text(ACCESS_KEY)
    (root / "secret").write_text(SECRET_KEY)
    with (root / "briefgen.toml").open("a") as settings:
        settings.write(f'[store]\nendpoint = "{endpoint}"\naccess_key = "file:key"\nsecret_key = "file:secret"\n')


def tick(root: Path, at: datetime, steps: Steps | None = None) -> int:
    """A tick; its exit code, which is never that of a fault of the program's own."""
    said = run_at(root, at, "schedule", "tick", "--log", "none", steps=steps, printer=StandIns)
    if said.code not in {0, 1, 3, -9} or "fault of its own" in said.err:
        raise SystemExit(f"{at}: {said}")
    return said.code


def _week(year: Year, week: int, root: Path, mailbox: Mailbox, dice: random.Random, counted: Counted) -> None:  # noqa: PLR0913, PLR0917 - all that happens in it
    """One week: nobody at all, or ticks of which some are killed, overlap, or meet servers that are down."""
    if dice.random() < 0.06:
        counted.ticks["not run"] += len(_TICKS)
        return
    mailbox.answer = dice.choice((_takes, _takes, _takes, lambda _: "451 later", _sometimes(dice)))
    for hours in _TICKS:
        at = year.first + timedelta(weeks=week, hours=hours)
        if hours >= 26:
            mailbox.answer = _takes
        chance = dice.random()
        if chance < 0.5:
            code = tick(root, at, Steps(int(dice.expovariate(1 / 25))))
            counted.ticks["killed" if code == -9 else "whole"] += 1
        elif chance < 0.6:
            _together(root, at)
            counted.ticks["two at once"] += 1
        else:
            tick(root, at)
            counted.ticks["whole"] += 1


def _sometimes(dice: random.Random) -> Callable[[str], str]:
    return lambda _: "250 taken" if dice.random() < 0.7 else "451 later"


def _together(root: Path, at: datetime) -> None:
    import os  # noqa: PLC0415 - for these two alone

    children = []
    for _ in range(2):
        child = os.fork()
        if child == 0:
            tick(root, at)
            os._exit(0)
        children.append(child)
    for child in children:
        os.waitpid(child, 0)


def _count(year: Year, root: Path, mailbox: Mailbox, store: MotoStore, counted: Counted) -> None:
    """Everything that should be there once, is; nothing else is anywhere."""
    with sqlite3.connect(root / "registry.db") as registry:
        slots = registry.execute("SELECT report, due, state, number FROM slots").fetchall()
        issues = dict(registry.execute("SELECT number, report FROM issues").fetchall())
        sent = registry.execute("SELECT number, report, client, channel, target, key, state FROM dispatches").fetchall()
    counted.slots.update(state for _, _, state, _ in slots)
    counted.issues = len(issues)
    counted.dispatches.update(f"{channel} {state}" for *_, channel, _, _, state in sent)
    wrong = counted.wrong
    if len(slots) != len({(report, due) for report, due, *_ in slots}) or len(slots) < year.reports * year.weeks:
        wrong.append(f"{len(slots)} slots of {year.reports * year.weeks}")
    wrong += [f"a slot of {report} is {state}" for report, _, state, _ in slots if state not in {"issued", "missed"}]
    if sorted(number for *_, number in slots if number) != sorted(issues):
        wrong.append("slots and issues do not agree")
    _count_dispatches(year, issues, sent, mailbox, wrong)
    _count_places(root, store, sent, wrong)


def _count_dispatches(
    year: Year, issues: dict[str, str], sent: list[tuple[str, ...]], mailbox: Mailbox, wrong: list[str]
) -> None:
    mails = mailbox.counts
    wrong += [f"{address} got a mail {times} times" for (address, _), times in mails.items() if times > 1]
    known = {(target, key) for *_, target, key, _ in sent}
    wrong += [f"{address} got what nobody sent" for address, key in mails if (address, key) not in known]
    for number, report, client, channel, target, key, state in sent:
        place = int(client[1:])
        if issues.get(number) != report or (int(report[1:]) + place) % 3 == 0 or f"c{place}" not in target:
            wrong.append(f"{number} of {report} went to {client}, {target}")
        taken = channel == "mail" and (target, key) in mails
        if channel == "mail" and (state, taken) not in {("sent", True), ("unknown", True), ("unknown", False)}:
            wrong.append(f"a mail is {state}, and was {'' if taken else 'not '}taken")
        if channel != "mail" and state != "sent":
            wrong.append(f"{channel} {target} is {state}")
    expected = sum(
        (2 if number % 9 in {4, 5} else 1)
        for report in issues.values()
        for number in range(year.clients)
        if (int(report[1:]) + number) % 3 != 0
    )
    if len(sent) != expected:
        wrong.append(f"{len(sent)} dispatches of {expected}")


def _count_places(root: Path, store: MotoStore, sent: list[tuple[str, ...]], wrong: list[str]) -> None:
    """Folders and store hold each issue once, whole, and under its client alone."""
    wanted = {
        channel: {
            (client, number, f"{report}.{client}.html") for number, report, client, each, *_ in sent if each == channel
        }
        for channel in ("folder", "store")
    }
    there = {
        "folder": {path.relative_to(root / "outbox").parts for path in (root / "outbox").rglob("*") if path.is_file()},
        "store": {tuple(key.split("/")) for key in store.objects(BUCKET) if not key.endswith("manifest.json")},
    }
    for channel, found in there.items():
        if found != wanted[channel]:
            wrong.append(f"{channel}: {len(found)} files, {len(found ^ wanted[channel])} of them missing or too many")
    for client, number, name in there["folder"]:
        text = (root / "outbox" / client / number / name).read_text()
        if f"Client {int(client[1:]):03} Ltd" not in text or number not in text or not text.endswith("</html>\n"):
            wrong.append(f"{client}/{number}/{name} is another's, or torn")
