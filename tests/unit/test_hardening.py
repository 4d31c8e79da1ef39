"""What a process asks of Linux, tried in processes of their own."""

import subprocess
import sys

MEGABYTE = 2**20
# Blocks as recordings leave them: large ones, each with a small one kept after it.
LEFT = """
import os, sys
from romdoul.kernel.hardening import harden, is_hardened

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")

if sys.argv[1] == "hardened":
    harden()
    assert is_hardened()
first = b"x" * (16 * 2**20)
del first
before, large, small = resident(), [], []
for _ in range(20):
    large.append(b"x" * (4 * 2**20))
    small.append(b"x" * 100_000)
del large
print(resident() - before)
"""
SERVES = """
from romdoul.cli import serve
from romdoul.kernel.hardening import is_hardened

serve._require_ready = lambda process: None
serve.Supervisor.run = lambda self: print(is_hardened())
serve.serve("jobs", 0)
"""


def left_behind(how: str) -> int:
    """Return how many bytes stay in memory of eighty megabytes that were freed."""
    done = subprocess.run(
        [sys.executable, "-c", LEFT, how], capture_output=True, text=True, check=True
    )
    return int(done.stdout)


def test_a_hardened_process_gives_back_what_recordings_took() -> None:
    assert left_behind("hardened") < 4 * MEGABYTE


def test_another_process_would_keep_it() -> None:
    """Else the test above would hold of a system without the habit."""
    assert left_behind("as it is") > 40 * MEGABYTE


def test_who_starts_a_process_keeps_its_passwords_from_its_neighbours_too() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVES], capture_output=True, text=True, check=True
    )
    assert done.stdout == "True\n"
