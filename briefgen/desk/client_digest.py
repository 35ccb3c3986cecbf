"""Clients' digests: the magazine of the reports that each gets, made of what each may see."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefgen.desk.build import BuildRequest
from briefgen.desk.digest import FORMATS, Article, DigestRequest, article_of, composed, reports_of, written_in
from briefgen.desk.editions import Printing, language_of, unreadable
from briefgen.desk.prepare import Weighing
from briefgen.desk.released import ForClient, prepare_for
from briefgen.desk.typeset import Forme, imprint_of
from briefgen.draw.figures import draw
from briefgen.load.tongues import tongues

if TYPE_CHECKING:
    from briefgen.desk.kept import Kept
    from briefgen.desk.session import Desk
    from briefgen.model.brand import BrandKit
    from briefgen.model.client import Client
    from briefgen.model.dossier import Dossier
    from briefgen.model.edition import Withheld


def digest_printings(
    desk: Desk, name: str, clients: Sequence[Client], request: BuildRequest, kept: Kept
) -> Iterator[Printing]:
    """Each client's digest; before it, a printing without a forme for each report that something keeps out of it.

    Args:
        desk: The desk.
        name: A digest of the settings, or `weekly`.
        clients: Who.
        request: What to build.
        kept: Knows the digests.

    Raises:
        UsageError: There is no such digest, it names a report that there is not, or it asks for a format it does not have.
    """
    wanted = DigestRequest(name, request.reports, request.formats or FORMATS, request.output, request.brand)
    reports = reports_of(desk, wanted)
    weighings = {report: Weighing(desk, report) for report in reports if desk.readable(report)}
    for client in clients:
        own = tuple(report for report in reports if report in client.reports)
        yield from _of_client(desk, replace(wanted, reports=own), client, weighings, kept)


def _of_client(
    desk: Desk, wanted: DigestRequest, client: Client, weighings: Mapping[str, Weighing], kept: Kept
) -> Iterator[Printing]:
    articles: list[Article] = []
    said: list[Dossier] = []
    withheld: list[Withheld] = []
    for report in wanted.reports:
        if report not in weighings:
            yield unreadable(desk, report, client)
            continue
        weighing = weighings[report]
        language = language_of(client, weighing.languages)
        content = prepare_for(weighing, language, client, wanted.brand)
        prepared = content.prepared
        withheld += content.withheld
        if prepared is None or prepared.kit is None or prepared.report_kit is None:
            yield Printing(report, language, (client,), content, desk.as_of_for(report))
            continue
        articles.append(article_of(prepared, prepared.kit, imprint_of(desk.workspace, prepared, prepared.report_kit)))
        said += (prepared.assessment.dossier, prepared.original.dossier)
    kit, _ = desk.brand(wanted.brand or client.brand or desk.workspace.brand)
    if articles and kit:
        forme = _forme(desk, wanted.name, client, articles, kit)
        yield Printing(
            report=f"digest-{wanted.name}",
            language=forme.briefing.language,
            clients=(client,),
            content=ForClient(forme.briefing.language, None, tuple(withheld), ()),
            as_of=forme.briefing.as_of,
            forme=forme,
            key=kept.key(forme),
            said=tuple(said),
            parts=written_in(forme.briefing, articles),
        )


def _forme(desk: Desk, name: str, client: Client, articles: Sequence[Article], kit: BrandKit) -> Forme:
    """The digest composed and drawn; what it says itself, it says in the client's language."""
    language = language_of(client, (desk.workspace.language, *tongues()))
    kit = kit.within(language)
    briefing = composed(desk, name, [each.edition for each in articles], kit, language)
    drawings = {key: draw(spec, kit.brand, briefing.tongue) for key, spec in briefing.figures.items()}
    return Forme(articles[0].dossier, replace(briefing, personal=True), drawings, kit)
