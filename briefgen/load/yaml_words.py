"""What the YAML parser complains about, in words for people who do not write YAML for a living."""

from __future__ import annotations

import yaml

from briefgen.load.codes import fault
from briefgen.load.text_file import line_and_column
from briefgen.model.diagnostic import Diagnostic
from briefgen.model.place import Place

_QUOTE = "Put text that holds ': ', ' #' or starts with a sign such as @ ` % & * ! [ { in quotes."
_INDENT = "Indent with spaces, and give entries of the same level the same indentation."

# By what the parser says.
_WORDS = {
    "mapping values are not allowed in this context": ("a second ': ' in one line, or a wrong indentation", _QUOTE),
    "could not find expected ':'": ("a ':' is missing after a key", "Write `key: value`."),
    "did not find expected key": ("no key where one is expected", _INDENT),
    "did not find expected '-' indicator": ("no '-' where the next list entry is expected", _INDENT),
    "did not find expected ',' or ']'": ("a list is not closed", "Write `[a, b]`, with commas between the entries."),
    "did not find expected ',' or '}'": ("a mapping is not closed", "Write `{a: 1, b: 2}`, with commas in between."),
    "did not find expected node content": ("a value is missing", "Write the value, or leave the key out."),
    "found character that cannot start any token": ("a character that cannot begin a value", f"{_QUOTE} {_INDENT}"),
    "found unexpected end of stream": ("a quotation mark is not closed", "Close it with the same mark."),
    "found unknown escape character": ("an unknown escape after a backslash", "Use single quotes for text with \\."),
    "block sequence entries are not allowed in this context": ("a list entry begins where none can", _INDENT),
    "found a tab character that violates indentation": ("a tab in the indentation", "Indent with spaces."),
    "did not find expected <document start>": ("text after the end of the data", _INDENT),
    "found undefined tag handle": ("a tag that nothing defines", "Leave out the word that begins with '!'."),
    "block mapping keys are not allowed in this context": ("a key begins where none can", _INDENT),
    "found invalid tag directive value": ("a broken %TAG line", "Leave it out."),
    "found incompatible YAML document": ("a %YAML line of another version", "Leave it out; YAML 1.2 is read."),
}


def broken_yaml(error: yaml.YAMLError, text: str, file: str) -> Diagnostic:
    """The fault that ends the reading of a file."""
    problem = getattr(error, "problem", None) or "the parser gave up"
    message, hint = _WORDS.get(problem, (str(problem), "Compare it with a file that works; `briefgen new` writes one."))
    mark = getattr(error, "problem_mark", None)
    line, column = (mark.line + 1, mark.column + 1) if mark else line_and_column(text, 0)
    # At the end of the file the mark stands on a line that does not exist.
    last = text.count("\n") + (not text.endswith("\n"))
    if line > last:
        line, column = last, len(text.rstrip("\n").rpartition("\n")[2]) + 1
    return fault("broken-yaml", Place(file, line=line, column=column), f"this is not valid YAML: {message}", hint)
