"""Lighthouse on a throttled phone, over the website that the demo tells.

``python -m tests.journeys.measure_lighthouse`` asks for one page of each kind and each
view in both languages; ``--all`` for every page. It ends with 1 if a score is under 95.
Run it on a quiet machine: what the processor does beside it counts against a page. One
that is too slow is looked at again, three times at most; the report says how often.
"""

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.journeys.browsing import WHOLE
from tests.journeys.serving import ROOT
from tests.journeys.website import Website, website_served, website_told

TOOL = ROOT / "tools/lighthouse"
GOAL = 95
SCORES = ("performance", "accessibility", "best-practices")


def addresses(website: Website, *, every: bool) -> list[str]:
    """Return what is measured; a page that is not there is no page."""
    pages = website.every if every else website.one_of_each
    return [
        website.public + path
        for language in ("km", "en")
        for path in pages(language)
        if "nothing-here" not in path
    ]


def measured(asked: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the scores of each address, and what lost points."""
    line = ["node", str(TOOL / "measure.mjs"), str(WHOLE), *asked]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout
        for said in running.stdout:
            yield json.loads(said)
    if running.returncode:
        raise SystemExit("lighthouse could not measure")


def main() -> int:
    """Print the scores of every page, and the least of each."""
    if not (TOOL / "node_modules").is_dir():
        raise SystemExit(f"First: (cd {TOOL.relative_to(ROOT)} && npm ci)")
    with tempfile.TemporaryDirectory() as name:
        shared, copy = Path(name), Path(name) / "served"
        copy.mkdir()
        with website_served(website_told(shared), copy) as website:
            asked = addresses(website, every="--all" in sys.argv)
            found = []
            for one in measured(asked):
                found.append(one)
                path = one["address"].removeprefix(website.public)
                scores = " ".join(f"{one[score]:3}" for score in SCORES)
                again = f"(looked at {one['times']} times)" if one["times"] > 1 else ""
                print(scores, path, "; ".join(one["lost"]), again, flush=True)  # noqa: T201
    least = {score: min(one[score] for one in found) for score in SCORES}
    print(json.dumps({"pages": len(found), "least": least}))  # noqa: T201
    return int(len(found) < len(asked) or min(least.values()) < GOAL)


if __name__ == "__main__":
    sys.exit(main())
