"""``romdoul site links``: where the links of the published pages lead."""

from romdoul.cli.answer import Answer
from romdoul.cli.arguments import Options
from romdoul.site.editing.links.checking import Finding, Outside, report


def run(_options: Options) -> Answer:
    """Answer "no" when a link within the website leads wrong."""
    found = report()
    data: dict[str, object] = {
        "pages": found.pages,
        "links": found.links,
        "broken": [_broken(one) for one in found.broken],
        "outside": [_outside(one) for one in found.outside],
    }
    lines = [f"{found.links} links on {found.pages} pages."]
    lines += [
        f"{one.page.url_path} ({one.link.place}) {one.fault}: {one.link.target}"
        for one in found.broken
    ]
    lines += [
        f"{one.address}: {one.fault or 'of good form'}, looked at"
        f" {one.confirmed_on or 'never'}"
        for one in found.outside
    ]
    why = f"romdoul: {len(found.broken)} links within the website lead wrong"
    if found.broken:
        return Answer(lines=tuple(lines), data=data, ok=False, why=why)
    return Answer(lines=tuple(lines), data=data)


def _broken(one: Finding) -> dict[str, object]:
    return {
        "page": one.page.url_path,
        "language": one.page.locale.language_code,
        "place": one.link.place,
        "target": one.link.target,
        "fault": str(one.fault),
    }


def _outside(one: Outside) -> dict[str, object]:
    looked = one.confirmed_on
    return {
        "address": one.address,
        "pages": [page.url_path for page in one.pages],
        "fault": str(one.fault) or None,
        "confirmed_on": looked.isoformat() if looked else None,
    }
