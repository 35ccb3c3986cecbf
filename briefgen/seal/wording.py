"""What is printed of a client: on the cover and in the feet, in the words of the edition's language."""

from __future__ import annotations

from briefgen.model.edition import Personal

BETWEEN = " · "


def label(personal: Personal) -> str:
    """What stands before the name: "Prepared for"."""
    return personal.words.get("prepared_for", "")


def copy_line(personal: Personal) -> str:
    """Which copy, and which document: "Copy 12 · 4F7A-90C2-11DE"."""
    return BETWEEN.join(filter(None, (copy_words(personal), personal.document)))


def copy_words(personal: Personal) -> str:
    """Which copy, "Copy 12"; "" where copies are not numbered."""
    return personal.words.get("copy", "") if personal.copy is not None else ""


def foot_line(personal: Personal) -> str:
    """All of it in one line: "Prepared for Example Bank · Copy 12 · 4F7A-90C2-11DE"."""
    return f"{label(personal)} {personal.name}{BETWEEN}{copy_line(personal)}".strip()
