"""Texts of one sentence, for the language rules."""

FACT = "camara-speaks-for-mali"
"""A fact that the Mali report has."""


def text(sentence):
    """A section with one paragraph."""
    return f"# T\n\n{sentence}\n"


def box(sentence):
    """A section with an assessment box."""
    return f'# T\n\n!!! assessment "B"\n    {sentence}\n'
