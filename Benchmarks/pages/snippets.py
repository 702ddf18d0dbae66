"""html-product-fields: breadcrumbs, ratings and brands, each piece of HTML on a page of its own."""

import gzip
import html
import json
import os

PAGE = (
    '<!doctype html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
    '<body>{before}<h1>{title}</h1><p class="price">$5.00</p>{after}</body></html>')
TITLE = "A product with a name of its own"


def rows(folder, name):
    with gzip.open(os.path.join(folder, name + ".jsonl.gz"), "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def written(folder, kind, pages):
    paths = []
    for index, page in enumerate(pages):
        paths.append(os.path.join(folder, f"{kind}-{index}.html"))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(page)
    return paths


def text(value):
    return " ".join(value.split()) if value else None


def address(value):
    return value.rstrip("/") if value else None


def breadcrumbs(entry, page):
    """Whether names and addresses are as expected, step by step."""
    given = [(text(step.get("name")), address(step.get("url"))) for step in page.get("breadcrumbs", [])]
    wanted = [(text(step.get("name")), address(step.get("url"))) for step in entry["expected"]]
    return given == wanted, [step[0] for step in given] == [step[0] for step in wanted]


def on_five(value, best):
    """A rating on the scale of 1 to 5, as `extract` gives it."""
    best = best or (100 if value > 10 else 10 if value > 5 else 5)
    return value if best == 5 else 1 + 4 * max(0, value - 1) / (best - 1)


def report(arguments, extract, folder):
    source = os.path.join(arguments.data, "html-product-fields")
    print("\n### html-product-fields, share that is exactly as expected\n\n| field | n | exact |\n|---|--:|--:|")

    entries = rows(source, "breadcrumbs")
    paths = written(folder, "breadcrumbs", [
        PAGE.format(title=TITLE, head=f'<base href="{html.escape(entry["base_url"] or "")}">', 
            before=f'<nav aria-label="Breadcrumb">{entry["html"]}</nav>', after="")
        for entry in entries])
    results = [breadcrumbs(*pair) for pair in zip(entries, extract(arguments.bowerbird, paths))]
    if arguments.list == "breadcrumbs":
        for entry, page, result in zip(entries, extract(arguments.bowerbird, paths), results):
            if not result[0]:
                print(json.dumps([entry["html"][:600], page.get("breadcrumbs"), entry["expected"]], ensure_ascii=False))
    print(f"| breadcrumbs: names and addresses | {len(entries)} | {share(result[0] for result in results)} |")
    print(f"| breadcrumbs: names | {len(entries)} | {share(result[1] for result in results)} |")

    entries = [entry for entry in rows(source, "ratings") if entry["ratingValue"] is not None]
    pages = [
        PAGE.format(title=TITLE, head="", before="", after=f'<div class="rating">{entry["parent_html"] or entry["html"]}</div>')
        for entry in entries]
    right = []
    for entry, page in zip(entries, extract(arguments.bowerbird, written(folder, "rating", pages))):
        wanted = on_five(entry["ratingValue"], entry["bestRating"])
        right.append(page.get("rating") is not None and abs(page["rating"] - wanted) < 0.005)
        if arguments.list == "rating" and not right[-1]:
            print(json.dumps([(entry["parent_html"] or "")[:700], page.get("rating"), wanted], ensure_ascii=False))
    print(f"| rating | {len(entries)} | {share(right)} |")

    entries = rows(source, "brands")
    pages = [
        PAGE.format(title=TITLE, head="", before="", after=f'<div class="brand">{entry["html"]}</div>')
        for entry in entries]
    right = []
    for entry, page in zip(entries, extract(arguments.bowerbird, written(folder, "brand", pages))):
        right.append(text(page.get("brand")) == text(entry["value"]))
        if arguments.list == "brand-snippet" and not right[-1]:
            print(json.dumps([entry["html"][:300], page.get("brand"), entry["value"]], ensure_ascii=False))
    print(f"| brand | {len(entries)} | {share(right)} |")


def share(values):
    values = list(values)
    return f"{sum(values) / len(values):.3f}"
