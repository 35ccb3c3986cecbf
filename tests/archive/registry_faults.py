"""What a fault of a registry must be like, whatever it says."""

import pytest
from registry_server import PASSWORD

from briefgen.model.faults import BriefgenError


def told(fault: pytest.ExceptionInfo[BriefgenError]) -> str:
    """The sentence. It is one line, has a remedy, and no password is in either."""
    said = f"{fault.value}\n{fault.value.hint}"
    assert fault.value.hint
    assert said.count("\n") == 1
    assert PASSWORD not in said
    assert "p%40ss" not in said
    return str(fault.value)
