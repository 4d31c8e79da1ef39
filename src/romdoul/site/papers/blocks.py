"""A body's blocks as the parts of a document: few kinds, words before all."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext as _
from wagtail.rich_text import expand_db_html

from romdoul.documents.report import Part, Picture
from romdoul.site.papers.runs import Run, stretches
from romdoul.site.papers.words import say, say_number
from romdoul.site.pictures import sizes

Maker = Callable[[Any], Iterable[Part]]


def parts_of(body: Any, *, address: str) -> list[Part]:  # noqa: ANN401 - Wagtail's own
    """Return the parts of a body; links to our own pages lead below ``address``."""
    made = [
        part
        for block in body
        for part in MAKERS.get(block.block_type, _nothing)(block.value)
    ]
    return [_led(part, address) for part in made]


def picture(image: Any) -> Picture | None:  # noqa: ANN401 - Wagtail's own
    """Return a picture of the website's as a document takes it, if it is made."""
    for one in sizes.shown(image, "document"):
        with one.file.open("rb") as file:
            return Picture(file.read(), sizes.words_of(image))
    return None


def rich(value: Any) -> list[Part]:  # noqa: ANN401 - Wagtail's own
    """Return the parts of a rich text."""
    return [_part(one) for one in stretches(expand_db_html(value.source))]


def _part(one: Any) -> Part:  # noqa: ANN401 - a stretch
    items = [[asdict(run) for run in item] for item in one.items]
    if one.kind == "items":
        return {"kind": "items", "ordered": one.ordered, "items": items}
    return {"kind": one.kind, "level": one.level, "runs": items[0]}


def _text(*runs: Run) -> Part:
    said = [asdict(run) for run in runs if run.text]
    return {"kind": "text", "level": 0, "runs": said}


def _heading(text: str) -> Part:
    return {"kind": "heading", "level": 2, "runs": [asdict(Run(text))]}


def _items(items: Iterable[list[Run]], *, ordered: bool = False) -> Part:
    said = [[asdict(run) for run in item if run.text] for item in items]
    return {"kind": "items", "ordered": ordered, "items": said}


def _figure(value: Any) -> Iterable[Part]:  # noqa: ANN401
    told = {name: value[name] for name in ("unit", "label", "definition")}
    number = say_number(value["value"])
    yield {
        "kind": "figure",
        **told,
        "value": number,
        "period": say("cutoff", value=value),
    }


def _chart(value: Any) -> Iterable[Part]:  # noqa: ANN401
    most = max((row["value"] for row in value["rows"]), default=0) or 1
    rows = [
        {
            "label": row["label"],
            "width": float(round(100 * row["value"] / most, 1)),
            "value": say_number(row["value"]),
        }
        for row in value["rows"]
    ]
    source = f"{_('Source:')} {value['source']}" if value["source"] else ""
    told = {name: value[name] for name in ("title", "unit")}
    yield {"kind": "chart", **told, "rows": rows, "source": source}


def _quote(value: Any) -> Iterable[Part]:  # noqa: ANN401
    yield {"kind": "quote", "text": value["text"], "who": value["who"] or ""}


def _callout(value: Any) -> Iterable[Part]:  # noqa: ANN401
    yield {"kind": "note", "parts": rich(value["text"])}


def _picture(value: Any) -> Iterable[Part]:  # noqa: ANN401
    found = picture(value["image"])
    if found is not None:
        yield {"kind": "picture", "caption": value["caption"] or "", **asdict(found)}


def _questions(value: Any) -> Iterable[Part]:  # noqa: ANN401
    for one in value["questions"]:
        yield _heading(one["question"])
        yield from rich(one["answer"])


def _people(value: Any) -> Iterable[Part]:  # noqa: ANN401
    yield _items(
        [
            Run(one["name"], bold=True),
            Run(f", {one['role']}"),
            Run(f". {one['about']}" if one["about"] else ""),
        ]
        for one in value["people"]
    )


def _links(value: Any) -> Iterable[Part]:  # noqa: ANN401
    yield _items(
        [
            Run(one["text"], href=one["page"].url if one["page"] else one["address"]),
            Run(f", {one['about']}" if one["about"] else ""),
        ]
        for one in value["links"]
    )


def _steps(value: Any) -> Iterable[Part]:  # noqa: ANN401
    told = (
        [Run(one["title"], bold=True), Run(f", {one['text']}" if one["text"] else "")]
        for one in value["steps"]
    )
    yield _items(told, ordered=True)


def _video(value: Any) -> Iterable[Part]:  # noqa: ANN401
    yield _text(Run(value["caption"], bold=True))
    yield from rich(value["transcript"])


def _nothing(_value: object) -> Iterable[Part]:
    return ()


MAKERS: Mapping[str, Maker] = {
    "text": rich,
    "callout": _callout,
    "quote": _quote,
    "figure": _figure,
    "chart": _chart,
    "picture": _picture,
    "questions": _questions,
    "people": _people,
    "links": _links,
    "steps": _steps,
    "video": _video,
}


def _led(value: Any, address: str) -> Any:  # noqa: ANN401 - a part, or what is in one
    """Return a part whose links lead somewhere from outside the website as well."""
    if isinstance(value, list):
        return [_led(one, address) for one in value]
    if not isinstance(value, dict):
        return value
    told = {name: _led(one, address) for name, one in value.items()}
    href = told.get("href", "")
    if href.startswith("/"):
        told["href"] = f"{address}{href}" if address else ""
    elif not href.startswith(("https://", "http://", "mailto:")):
        told |= {"href": ""} if "href" in told else {}
    return told
