"""A tongue of brackets: every message stands in white ones, and what stands outside was never asked for."""

from __future__ import annotations

import html
import re
import sys
from pathlib import Path

from briefgen.model.tongue import Tongue

sys.path.insert(0, str(Path(__file__).parent))
import catalogues


def pseudo_tongue(language="ar", *, desk=True):
    """A tongue whose every message stands in white brackets.

    Args:
        language: BCP 47 tag.
        desk: Whether it has what only the desk is told.
    """
    messages = {}
    for message in catalogues.template():
        if message.id and (desk or not catalogues.told_the_desk(message)):
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            key = f"{message.context}\x04{forms[0]}" if message.context else forms[0]
            messages[key] = tuple(f"⟦{form}⟧" for form in forms)
    return Tongue(language, messages)


def outside(text, known):
    """Words in Latin letters outside the brackets, the innermost taken out first.

    Args:
        text: With tags, or without.
        known: What may stand there.
    """
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    while "⟦" in text:
        text, found = re.subn(r"⟦[^⟦⟧]*⟧", " ", text)
        if not found:
            break
    return set(re.findall(r"[A-Za-zÀ-ÿ]{2,}", known.sub(" ", text)))
