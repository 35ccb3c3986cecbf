"""A brand and figures like those of a report on Russia and the Alliance of Sahel States, and some that are not."""

from __future__ import annotations

from calendar import month_name, monthrange
from datetime import date, timedelta

from briefgen.draw.atlas import CAPITALS
from briefgen.model.brand import Brand
from briefgen.model.entries import JudgementEntry, RatingEntry, ScenarioEntry, TimelineEntry
from briefgen.model.figure import FigureSpec, LocatorMap, Matrix, Scale, ScenarioBar, Timeline
from briefgen.model.marking import Marking
from briefgen.model.scales import ICD203, PHIA, LikelihoodScale

FAMILY = "IBM Plex Sans Condensed"
FONTS = (
    (FAMILY, 400, "fontpkg_ibm_plex_sans_condensed", "IBMPlexSansCondensed-Regular.ttf"),
    (FAMILY, 600, "fontpkg_ibm_plex_sans_condensed", "IBMPlexSansCondensed-SemiBold.ttf"),
    ("IBM Plex Sans Arabic", 400, "fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-Regular.ttf"),
    ("IBM Plex Sans Arabic", 600, "fontpkg_ibm_plex_sans_arabic", "IBMPlexSansArabic-SemiBold.ttf"),
)

PALETTE = {
    "ink": "#1a1d21",
    "paper": "#ffffff",
    "accent": "#8a2432",
    "quiet": "#8b9097",
    "tint": "#f4f1ec",
    "risk": ("#cfe0d4", "#f0dc9a", "#eab45f", "#d9753b", "#a62c2b"),
}

LEVELS = (("low", 3), ("guarded", 6), ("elevated", 10), ("high", 16), ("severe", 25))


def brand(family: str = FAMILY, **palette) -> Brand:
    """A brand with a full set of tokens, some of them replaced."""
    colours = PALETTE | palette
    return Brand.model_validate(
        {
            "meta": {"name": {"short": "ASA", "full": "African Security Analysis"}},
            "logo": {"medium": "logo.svg"},
            "color": {"palette": colours, "dark": colours},
            "typography": {
                "base": "IBM Plex Serif",
                "headings": family,
                "fonts": tuple(
                    {"family": font, "package": package, "file": file, "weight": weight}
                    for font, weight, package, file in FONTS
                ),
            },
            "defaults": {"briefgen": {"series_prefix": "ASA"}},
        }
    )


def _bounds(when: str) -> tuple[date, date]:
    """First and last day of 2025, 2025-08, 2025-08-14 or an interval of these."""
    if "/" in when:
        first, last = when.split("/")
        return _bounds(first)[0], _bounds(last)[1]
    numbers = [int(number) for number in when.split("-")]
    year, month = numbers[0], numbers[1] if len(numbers) > 1 else None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if len(numbers) == 2:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, month, numbers[2]), date(year, month, numbers[2])


def _words(when: str) -> str:
    """The same in words."""
    if "/" in when:
        first, last = when.split("/")
        return f"{_words(first)} to {_words(last)}"
    numbers = [int(number) for number in when.split("-")]
    month = month_name[numbers[1]] if len(numbers) > 1 else ""
    return " ".join(part for part in (str(numbers[2]) if len(numbers) == 3 else "", month, str(numbers[0])) if part)


def dated(when: str, statement: str, words: str | None = None) -> TimelineEntry:
    """A dated fact."""
    first, last = _bounds(when)
    return TimelineEntry(words or _words(when), first, last, first.year, statement, f"fact-{when}")


EVENTS = (
    dated("2020/2023", "Officers take power in Mali, Burkina Faso and Niger in five coups."),
    dated("2021", "The first Russian instructors arrive in Bamako under a contract with the Wagner Group."),
    dated("2022/2023", "French troops leave Mali, Burkina Faso and Niger."),
    dated("2023-07-26", "The presidential guard detains President Bazoum in Niamey."),
    dated("2023-09-16", "Mali, Burkina Faso and Niger sign the Liptako-Gourma charter and found the Alliance of Sahel States."),
    dated("2024-01-28", "The three governments announce that they leave ECOWAS with immediate effect."),
    dated("2024-07-06", "The three heads of state form a confederation in Niamey."),
    dated("2024-08-20", "The three write to the UN Security Council about Ukrainian support for armed groups."),
    dated("2025-01-29", "The exit from ECOWAS takes effect; the bloc keeps its door open."),
    dated("2025-04-03/2025-04-04", "The three foreign ministers hold consultations with Sergei Lavrov in Moscow.", "3–4 April 2025"),
    dated("2025-08-14", "The defence ministers meet Andrei Belousov in Moscow and sign a memorandum of understanding."),
    dated("2025-08-19", "African outlets report on the memoranda, resting on the Russian ministry’s statement."),
)  # fmt: skip

CROWDED = (
    *EVENTS[:9],
    dated("2025-04", "Burkina Faso’s president visits Moscow for the Victory Day parade preparations."),
    dated("2025-04-03/2025-04-04", "The three foreign ministers hold consultations with Sergei Lavrov in Moscow.", "3–4 April 2025"),
    dated("2025-04-10", "Russia promises equipment for a joint force of five thousand soldiers."),
    dated("2025-05-09", "Captain Traoré attends the Victory Day parade and meets President Putin."),
    dated("2025-05-10", "The two presidents agree to widen cooperation in security and education."),
    dated("2025-06", "Wagner announces that it leaves Mali, mission accomplished."),
    dated("2025-06-06", "Africa Corps says that it stays in Mali."),
    dated("2025-06-23", "General Goïta and President Putin sign agreements on trade and nuclear energy in Moscow."),
    dated("2025-07-24", "Niger’s prime minister receives a delegation from Rosatom."),
    dated("2025-08-13", "The ministers arrive in Moscow."),
    dated("2025-08-14", "The defence ministers meet Andrei Belousov in Moscow and sign a memorandum of understanding."),
    dated("2025-08-14", "Mali’s General Camara speaks of a partnership that has proved itself on the ground."),
    dated("2025-08-15", "TASS carries the ministry’s statement."),
    dated("2025-08-19", "African outlets report on the memoranda, resting on the Russian ministry’s statement."),
    dated("2025", "Russian deliveries of grain and fuel continue through Conakry and Lomé."),
    dated("2026", "The joint force is to be at full strength."),
)  # fmt: skip


def timeline(*entries: TimelineEntry) -> FigureSpec:
    """A timeline."""
    return FigureSpec("events", "timeline", 1, "Events since the first coup", Timeline(entries))


def rating(number: int, likelihood: int, impact: int, category: str = "Security", profile: str = "Mali") -> RatingEntry:
    """A rating with the level of its product."""
    product = likelihood * impact
    level = next(level for level, (_, most) in enumerate(LEVELS, start=1) if product <= most)
    word = LEVELS[level - 1][0]
    return RatingEntry(profile, number, category, likelihood, impact, level, word, "Because.", ("fact-1",))


RATINGS = (
    rating(1, 5, 5, "Armed conflict and terrorism"),
    rating(2, 4, 4, "Political stability"),
    rating(3, 3, 4, "Economy and sanctions"),
    rating(4, 5, 5, "Armed conflict and terrorism", "Burkina Faso"),
    rating(5, 4, 5, "Political stability", "Burkina Faso"),
    rating(6, 2, 3, "Supply routes", "Burkina Faso"),
    rating(7, 4, 4, "Armed conflict and terrorism", "Niger"),
    rating(8, 4, 4, "Political stability", "Niger"),
    rating(9, 3, 3, "Uranium and energy", "Niger"),
    rating(10, 1, 2, "Natural hazards", "Niger"),
)


def matrix(*ratings: RatingEntry) -> FigureSpec:
    """A matrix."""
    return FigureSpec("risks", "matrix", 2, "Risks by likelihood and impact", Matrix(ratings))


def judgement(number: int, term: str, scale: LikelihoodScale = ICD203, statement: str = "") -> JudgementEntry:
    """A judgement at the band of that term."""
    band = next(band for band in scale.bands if term in band.terms)
    statement = statement or f"Russia will train troops of the alliance, judgement {number}."
    return JudgementEntry(
        id=f"judgement-{number}",
        number=number,
        statement=statement,
        likelihood=band.terms[0],
        range=band.printed,
        low=band.low,
        high=band.high,
        confidence="moderate",
        horizon="20 February 2026",
        basis=("fact-1",),
        assumptions=(),
        would_change=(),
        marking=Marking.CLEAR,
    )


JUDGEMENTS = (
    judgement(1, "very likely", statement="Russia’s help will stay with training, arms and advice."),
    judgement(2, "unlikely", statement="Russia will send regular combat troops."),
    judgement(3, "very likely", statement="The three will not return to ECOWAS."),
    judgement(4, "roughly even chance", statement="The joint force will operate across borders."),
)


def scale(*judgements: JudgementEntry, of: LikelihoodScale = ICD203) -> FigureSpec:
    """A likelihood scale."""
    return FigureSpec("likelihood", "scale", 3, "Likelihood of the judgements", Scale(of, judgements))


PHIA_JUDGEMENTS = (
    judgement(1, "highly likely", PHIA),
    judgement(2, "remote chance", PHIA),
    judgement(3, "likely", PHIA),
)


def scenario(name: str, percent: int) -> ScenarioEntry:
    """A scenario."""
    return ScenarioEntry(name, percent, "How it goes.", (), ())


SCENARIOS = (
    scenario("Partnership on paper: training and arms, few deliveries", 55),
    scenario("Deeper integration: a joint force under Russian advice", 25),
    scenario("Rebalancing towards the United States and Türkiye", 15),
    scenario("Rupture after a change of power in Bamako", 5),
)


def scenarios(*entries: ScenarioEntry) -> FigureSpec:
    """A bar of scenarios."""
    return FigureSpec("outlook", "scenarios", 4, "Three ways it may go on", ScenarioBar(entries))


def located(*countries: str) -> FigureSpec:
    """A map."""
    return FigureSpec("where", "map", 5, "The Alliance of Sahel States", LocatorMap(countries))


HOSTILE = "</text><script>alert('x')</script>&amp; \"]]>\x00\x1b[31m\u202edrow\ud800 " + "الجنرال عاصيمي غويتا " * 3
LONG = "Mali’s ministry of defence and veterans says in a statement " * 5
UNBROKEN = "Liptako-Gourma" * 22

SPECS = {
    "timeline": timeline(*EVENTS),
    "timeline of 25, half of them in 5 months": timeline(*CROWDED),
    "timeline of one": timeline(EVENTS[0]),
    "timeline of one day": timeline(dated("2025-08-14", "Ministers meet.")),
    "timeline of 15 on one day": timeline(*(dated("2025-08-14", f"{n}. {LONG}") for n in range(15))),
    "timeline of 40": timeline(
        *(dated((date(2025, 4, 1) + timedelta(days=3 * n)).isoformat(), f"Event {n}. {LONG}") for n in range(40))
    ),
    "timeline of 40 intervals": timeline(*(dated(f"{2000 + n % 7}/{2010 + n}", f"Event {n}.") for n in range(40))),
    "timeline of two months": timeline(dated("2025-07-04", "First."), dated("2025-08-30", "Last.")),
    "timeline of a year": timeline(dated("2025-02", "First."), dated("2025-12-30", "Last.")),
    "timeline of all time": timeline(dated("0001-01-01", "First."), dated("9999-12-31", "Last.")),
    "timeline of hostile text": timeline(
        dated("2025-01-01", HOSTILE, HOSTILE), dated("2031", UNBROKEN), dated("2031-02", "Later.")
    ),
    "timeline in Chinese": timeline(dated("2031-02", "漢字" * 90)),
    "map": located("ML", "BF", "NE"),
    "map of a small country": located("GM"),
    "map of islands": located("CV"),
    "map of two ends": located("MA", "ZA", "MA", "RU", "<b>"),
    "map of Africa": located(*CAPITALS),
    "matrix": matrix(*RATINGS),
    "matrix of one": matrix(RATINGS[0]),
    "matrix of 40": matrix(*(rating(n, n % 5 + 1, n % 4 + 1, f"Category {n}") for n in range(1, 41))),
    "matrix of 40 in a cell": matrix(*(rating(n, 5, 1, LONG if n == 3 else "Security") for n in range(1, 41))),
    "matrix of hostile text": matrix(rating(1, 1, 1, HOSTILE, UNBROKEN), rating(2, 1, 1, UNBROKEN, HOSTILE)),
    "scale": scale(*JUDGEMENTS),
    "scale with gaps": scale(*PHIA_JUDGEMENTS, of=PHIA),
    "scale of one": scale(JUDGEMENTS[0]),
    "scale of 40 on a band": scale(*(judgement(n, "roughly even chance") for n in range(1, 41))),
    "scale of hostile text": scale(judgement(1, "likely", statement=HOSTILE)),
    "scenarios": scenarios(*SCENARIOS),
    "scenarios of one": scenarios(scenario("It goes on", 100)),
    "scenarios below 100": scenarios(scenario("It goes on", 30), scenario("It ends", 0), scenario(LONG, 1)),
    "scenarios beyond 100": scenarios(scenario("It goes on", 90), scenario("It ends", 90)),
    "scenarios of 9": scenarios(*(scenario(f"Way {n}: {LONG[:60]}", n + 3) for n in range(9))),
    "scenarios of 40": scenarios(*(scenario(f"Way {n}", 2 + n % 2) for n in range(40))),
    "scenarios of hostile text": scenarios(*(scenario(text, 30) for text in (HOSTILE, UNBROKEN))),
    "scenarios in Chinese": scenarios(scenario("漢字" * 90, 30)),
}
"""Figures by what they try."""
