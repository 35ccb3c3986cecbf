"""The words of a command line, before Typer reads them."""

from __future__ import annotations


def hoist(arguments: list[str]) -> list[str]:
    """Bring --workspace and --verbose to the front, so that they may stand after the command too."""
    front: list[str] = []
    rest: list[str] = []
    pending = iter(arguments)
    for word in pending:
        if word == "--":
            rest += [word, *pending]
        elif word == "--workspace":
            value = next(pending, None)
            # Without its value it stays where it is, and is refused there.
            (rest if value is None else front).extend([word] if value is None else [word, value])
        elif word == "--verbose" or word.startswith("--workspace="):
            front.append(word)
        else:
            rest.append(word)
    return front + rest


def command_of(arguments: list[str]) -> str:
    """The command's name; "" where only help or the version is asked for.

    Args:
        arguments: Words with the shared options in front.
    """
    if {"--help", "-h", "--version"}.intersection(arguments):
        return ""
    words = iter(arguments)
    for word in words:
        if word == "--workspace":
            next(words, None)
        elif not word.startswith("-"):
            return word
    return ""


def value_of(option: str, arguments: list[str]) -> str:
    """The value of a shared option, the last one that is given; "" where there is none.

    Args:
        option: `--workspace`.
        arguments: Words with the shared options in front.
    """
    found = ""
    for word, following in zip(arguments, [*arguments[1:], ""], strict=True):
        if word == option:
            found = following
        elif word.startswith(f"{option}="):
            found = word.partition("=")[2]
    return found
