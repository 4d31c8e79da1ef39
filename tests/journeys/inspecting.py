"""Looks at a page as the standards do: on a narrow phone, a phone, and a desk."""

from playwright.sync_api import Page
from tests.journeys.browsing import DESKTOP, PHONE, violations

NARROW = {"width": 320, "height": 568}
WIDER = "document.scrollingElement.scrollWidth - innerWidth"
# What is too wide, named by its way from the page: easier to mend than a number.
CULPRITS = """() => [...document.querySelectorAll("main *, header *, nav *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1)
  .slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


def faults(page: Page) -> list[str]:
    """Return what is wrong with the page once it is loaded, each with its address."""
    page.wait_for_load_state()
    found = []
    titles = page.locator("h1").locator("visible=true").count()
    if titles != 1:
        found.append(f"has {titles} headings of a page")
    for size in (NARROW, PHONE, DESKTOP):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        if page.evaluate(WIDER) > 0:
            found += [f"too wide at {size['width']}: {page.evaluate(CULPRITS)}"]
        if size is not NARROW:
            found += [f"at {size['width']}: {line}" for line in violations(page)]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return [f"{page.url} {line}" for line in found]
