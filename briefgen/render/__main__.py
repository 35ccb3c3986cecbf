"""The press's child as a program: `python -m briefgen.render`."""

import gc

gc.disable()  # while the engine loads, nothing becomes garbage, and looking for some takes a seventh of the time

from briefgen.render.child import main  # noqa: E402

main()
