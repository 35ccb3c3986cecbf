"""What somebody may have meant by a name that does not exist."""

from __future__ import annotations

from collections.abc import Iterable

_OFFERED = 3


def nearest(wrong: str, names: Iterable[str]) -> tuple[str, ...]:
    """At most three names: those spelt alike first, then those that contain it."""
    import difflib  # noqa: PLC0415 - only somebody who mistyped waits for it

    known = sorted(set(names))
    alike = difflib.get_close_matches(wrong, known, n=_OFFERED, cutoff=0.6)
    containing = [name for name in known if len(wrong) > 1 and wrong.lower() in name.lower()]
    return tuple(dict.fromkeys([*alike, *containing]))[:_OFFERED]


def did_you_mean(wrong: str, names: Iterable[str]) -> str:
    """The remedy in words; "" where nothing is near."""
    offered = [f"'{name}'" for name in nearest(wrong, names)]
    if not offered:
        return ""
    return "Did you mean " + " or ".join([", ".join(offered[:-1]), offered[-1]] if offered[1:] else offered) + "?"
