"""How long a cheap phone works on a code: ``python -m tests.journeys.measure_code``.

Chromium slowed six times, scrypt N=2**16, r=8, p=1 through the vendored bundle, on
the page's own thread, where the slowing certainly holds. Run it on a quiet machine;
the least of the times counts.
"""

import json
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romdoul.config.settings.test")

from tests.journeys.browsing import DRAWN, WHOLE, chromium, serve_drawn

SLOWED = (1, 6)
RUNS = 5
LOAD = """async () => {
  const script = document.createElement("script");
  script.src = "/static/romdoul/vendor/scrypt.js";
  const loaded = new Promise((resolve) => { script.onload = resolve; });
  document.head.append(script);
  await loaded;
}"""
ONE = """() => {
  const [code, salt] = [new Uint8Array(16), new Uint8Array(32)];
  const began = performance.now();
  noble.scrypt(code, salt, { N: 2 ** 16, r: 8, p: 1, dkLen: 64 });
  return (performance.now() - began) / 1000;
}"""


def measure() -> dict[str, list[float]]:
    """Return the seconds of each run, by how much the processor was slowed."""
    found = {}
    with chromium(WHOLE) as browser:
        for rate in SLOWED:
            page = browser.new_page()
            serve_drawn(page, "<!doctype html><title>-</title>")
            page.goto(f"{DRAWN}/")
            page.evaluate(LOAD)
            wire = page.context.new_cdp_session(page)
            wire.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            times = [round(page.evaluate(ONE), 3) for _ in range(RUNS)]
            found[f"slowed_{rate}"] = sorted(times)
            page.close()
    return found


if __name__ == "__main__":
    print(json.dumps(measure()))  # noqa: T201 - a figure for docs/benchmarks.md
