"""The room's one way through: a briefing goes in, a page comes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jinja2 import TemplateError
from markupsafe import Markup

from briefgen.model.brand import BrandKit
from briefgen.model.briefing import Briefing
from briefgen.model.faults import RenderError
from briefgen.model.figure import Drawing
from briefgen.model.page import Page
from briefgen.render.citations import Citations
from briefgen.render.fonts import Font, letters_in
from briefgen.render.markdown_syntax import Mark
from briefgen.render.prose import Typesetter
from briefgen.render.screen import Screen
from briefgen.render.shelf import Shelf
from briefgen.render.templates import environment, read_text

_FONTS = "/* fonts */"
"""Stands in the page until it is known which characters it has."""

_SPANS = "/* spans */"
"""Stands in the page until it is known which bars it has."""


def set_page(briefing: Briefing, drawings: Mapping[str, Drawing], kit: BrandKit, shelf: Shelf) -> Page:
    """Set a briefing in the desk's templates.

    Args:
        briefing: What to set.
        drawings: Its figures, drawn, by id.
        kit: The brand with its logo and fonts.
        shelf: The templates.

    Raises:
        RenderError: A template is missing, or asks for something that a briefing does not have.
    """
    try:
        setting = _Setting(briefing, drawings, kit, shelf)
        html = setting.html()
    except TemplateError as fault:
        where = f"{getattr(fault, 'name', None) or 'a template'}:{getattr(fault, 'lineno', '?')}"
        raise RenderError(f"{where}: {fault.message}", "Mend the template, or remove the desk's copy of it.") from None
    screen = setting.screen
    letters = letters_in(html + "".join(screen.pieces.values()))
    fonts = [Font(font, data, letters) for font, data in kit.fonts if font.covers(letters)]
    loaded = (*((each.digest, each.asset, each.origin) for each in fonts), *_pictures(briefing))
    faces = "\n".join(each.face for each in fonts)

    def whole(text: str) -> str:
        return text.replace(_FONTS, faces, 1).replace(_SPANS, screen.spans, 1)

    return Page(
        html=whole(html),
        assets={digest: asset for digest, asset, _ in loaded},
        origins={digest: origin for digest, _, origin in loaded},
        screen=screen.pieces,
        sheets=tuple(map(whole, screen.sheets)),
        scripts=tuple(screen.scripts),
    )


class _Setting:
    """One briefing on its way through the templates."""

    def __init__(self, briefing: Briefing, drawings: Mapping[str, Drawing], kit: BrandKit, shelf: Shelf) -> None:
        self.briefing = briefing
        self.drawings = drawings
        self.kit = kit
        self.citations = Citations(briefing.facts)
        self.typesetter = self._typesetter()
        self.env = environment(shelf, briefing.tongue)
        self.screen = Screen(self.env)
        self.env.globals.update(
            briefing=briefing,
            cite=self.citations.cite,
            backlinks=self.citations.backlinks,
            stretch=self.citations.stretch,
            figure=self._figure,
            locator=drawings.get("locator"),
            prose=self.typesetter.prose,
            inline=self.typesetter.inline,
            plain=self.typesetter.plain,
            fact_number=self.citations.fact_number,
            on_screen=self.screen.on_screen,
            plain_text=self.screen.plain_text,
            script=self.screen.script,
            sheet=self.screen.sheet,
            span=self.screen.span,
        )
        self.env.filters.update(
            prose=self.typesetter.prose,
            inline=self.typesetter.inline,
            plain=self.typesetter.plain,
            cite=self.citations.cite,
        )

    def html(self) -> str:
        return self.env.get_template("report/document.html.j2").render(
            kit={"logo": Markup(self.kit.logo_svg)},  # noqa: S704 - the brand's own file, as trusted as a template
            font_css=_FONTS,
            span_css=_SPANS,
            screen_css=Markup(read_text(self.env, "report/screen.css")),  # noqa: S704 - a template
            print_css=Markup(read_text(self.env, "report/print.css")),  # noqa: S704 - a template
        )

    def _typesetter(self) -> Typesetter:
        briefing = self.briefing
        makers = {
            "cite": lambda mark: self.citations.cite(mark.values),
            "judgement": lambda mark: self._block("judgement", entry=briefing.judgements[mark.values[0]]),
            "differs": lambda mark: self._block("differs", difference=briefing.differences[mark.values[0]]),
            "marking": lambda mark: self._block("marking", label=mark.values[0]),
            "figure": lambda mark: self._figure(mark.values[0]),
            "picture": self._picture,
        }
        return Typesetter(
            makers,
            box=lambda kind, title, body: self._block("assessment", kind=kind, title=title, body=body),
            facts_of={
                name: frozenset(fact for side in each.sides for fact in side.facts)
                for name, each in briefing.differences.items()
            },
            basis_of={name: each.basis for name, each in briefing.judgements.items()},
            say_piece=lambda number, total: briefing.tongue.text(
                "Part %(number)s of %(total)s", number=number, total=total
            ),
        )

    def _block(self, name: str, **context: object) -> Markup:
        return Markup(self.env.get_template(f"report/blocks/{name}.html.j2").render(**context))  # noqa: S704 - autoescaped

    def _figure(self, name: str) -> Markup:
        figure = self.briefing.figures.get(name)
        # There is none for a rating history before the second issue, of which `check` warns.
        return self._block("figure", figure=figure, drawing=self.drawings[name]) if figure else Markup()

    def _picture(self, mark: Mark) -> Markup:
        path, caption = mark.values
        asset = self.briefing.pictures[path]
        source = f"asset:{asset.sha256}"
        return self._block("picture", src=source, alt=caption, caption=caption, width=asset.width, height=asset.height)


def _pictures(briefing: Briefing) -> Sequence[tuple[str, tuple[str, bytes], str]]:
    """Digest, media type with bytes, and origin of each picture."""
    return [(asset.sha256, (asset.media_type, asset.data), asset.name) for asset in briefing.pictures.values()]
