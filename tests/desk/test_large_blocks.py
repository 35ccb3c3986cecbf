"""What a long build frees is the system's again."""

import platform
import subprocess
import sys

import pytest

_HELD = """
import os, sys
from briefgen.desk.large_blocks import give_back
if sys.argv[1] == "back":
    give_back()
block = b"x" * (1 << 20)
del block  # the first one that is freed teaches the library to keep the others
blocks = [bytes([number % 256]) * (1 << 20) for number in range(200)]
del blocks[::2]
with open("/proc/self/statm") as told:
    print(int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20)
"""


def held(how: str) -> int:
    """MiB that a process has while half of its blocks are freed."""
    return int(subprocess.run([sys.executable, "-c", _HELD, how], capture_output=True, check=True, text=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc has to be told")
def test_freed_blocks_go_back_though_others_stay():
    """A hundred of two hundred, a megabyte each."""
    assert held("back") < held("kept") - 80
