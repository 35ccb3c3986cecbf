"""What earlier issues rated, on SQLite and on a real PostgreSQL server alike."""

from dataclasses import replace

from registry_samples import record, sample

from briefgen.model.issue import frozen, item
from briefgen.model.rated import RatedIssue
from briefgen.model.record import Record


def rated(count: int, *ratings: tuple[str, int, int], report: str = "mali"):
    """An issue with these ratings among what it used."""
    issued = sample(count, report=report, items=20)
    values = [item("rating", key, {"likelihood": a, "impact": b, "rationale": "…"}) for key, a, b in ratings]
    content = frozen(report, issued.issue.as_of, (*issued.content.items.values(), *values))
    issue = replace(issued.issue, digest=content.digest)
    return replace(issued, issue=issue, content=content, step=replace(issued.step, digest=content.digest))


def test_ratings_of_all_issues_come_oldest_first(registry):
    """Each issue with the ratings that it printed, by key; one without ratings with none; other reports' are not there."""
    first = rated(1, ("mali/Security", 4, 5), ("mali/Economy", 2, 2))
    other = rated(2, ("niger/Security", 1, 1), report="niger")
    third = rated(3)
    fourth = rated(4, ("mali/Security", 4, 5), ("mali/Economy", 3, 2))
    for each in (first, other, third, fourth):
        assert record(registry, each)

    def told(issued, *ratings):
        return RatedIssue(issued.issue.number, issued.issue.as_of, issued.issue.digest, ratings)

    assert registry.ratings_of("mali") == (
        told(first, ("mali/Economy", 2, 2), ("mali/Security", 4, 5)),
        told(third),
        told(fourth, ("mali/Economy", 3, 2), ("mali/Security", 4, 5)),
    )
    assert registry.ratings_of("nowhere") == ()
    assert registry.ratings_of("mali", ["mali/Economy"]) == (
        told(first, ("mali/Economy", 2, 2)),
        told(third),
        told(fourth, ("mali/Economy", 3, 2)),
    )


def test_a_report_is_handed_them_only_where_it_asks(registry):
    """The record has what the issues before rated, without the issue that the content itself is."""
    first, second = rated(1, ("mali/Security", 2, 2)), rated(2, ("mali/Security", 3, 3))
    assert record(registry, first)
    assert record(registry, second)
    assert registry.record("mali", "").rated == ()
    numbers = [each.number for each in registry.record("mali", "an edit", ["mali/Security"]).rated]
    assert numbers == [first.issue.number, second.issue.number]
    as_issued = registry.record("mali", second.issue.digest, ["mali/Security"])
    assert [each.number for each in as_issued.rated] == [first.issue.number]
    assert Record().rated == ()


def test_many_issues_read_few_objects(registry, monkeypatch):
    """Ratings that did not change are read once, however many issues printed them."""
    from briefgen.archive import objects  # noqa: PLC0415

    for count in range(1, 31):
        assert record(registry, rated(count, ("mali/Security", 1 + count // 20, 2)))
    unpacked = []
    real = objects._unpacked
    monkeypatch.setattr(objects, "_unpacked", lambda *told: unpacked.append(told[2]) or real(*told))
    found = registry.ratings_of("mali")
    assert len(found) == 30
    assert {each.ratings for each in found} == {(("mali/Security", 1, 2),), (("mali/Security", 2, 2),)}
    assert len(unpacked) == 2
