"""BG330 idle-figure-value: a figure names a topic, a country or another thing that it finds nothing of.

Why it matters: the caption promises all that is named. A reader takes what is missing for quiet, not for a gap in the record.

Example: `![Events](figure:timeline?countries=ML+GH)` in a desk that has dated facts of Mali and none of Ghana.

Mend: take the value out, or write the facts that it should find.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from briefgen.check.basis.used import used_facts
from briefgen.check.finding import Finding
from briefgen.model.asked import has_data
from briefgen.model.assessment import Assessment
from briefgen.model.dossier import Call
from briefgen.model.figure_kinds import KINDS
from briefgen.model.saying import saying

_TOGETHER = frozenset({"topics", "countries"})
"""Parameters of which one or the other is enough: a fact of a topic named, or of a country."""


def idle_figure_value(assessment: Assessment) -> Iterator[Finding]:
    """One warning for each of several values of a figure's parameter that selects nothing."""
    dossier = assessment.dossier
    used = used_facts(dossier)
    for call in dossier.manuscript.calls:
        if call.kind == "figure" and has_data(call, dossier, used):
            for key, value in _several(call):
                if not has_data(_only(call, key, value), dossier, used):
                    yield Finding(
                        saying(
                            "the figure '%(figure)s' has nothing to show of '%(value)s'",
                            figure=call.address,
                            value=value,
                        ),
                        saying("Take the value out, or write what it should find."),
                        call.place,
                        about=call.targets[0],
                    )


def _several(call: Call) -> Iterator[tuple[str, str]]:
    """Values that stand beside others which widen the figure too: one that stands alone leaves the whole figure empty."""
    lists = [key for key, parameter in KINDS[call.targets[0]].items() if parameter.several]
    beside = [[key for key in lists if key in _TOGETHER], *([key] for key in lists if key not in _TOGETHER)]
    for keys in beside:
        values = [(key, value) for key in keys for value in sorted(call.listed(key))]
        if len(values) > 1:
            yield from values


def _only(call: Call, key: str, value: str) -> Call:
    """The call with that one value, and no others that widen what it selects."""
    wide = _TOGETHER if key in _TOGETHER else frozenset({key})
    kept = tuple((name, said) for name, said in call.parameters if name not in wide)
    return replace(call, parameters=(*kept, (key, value)))
