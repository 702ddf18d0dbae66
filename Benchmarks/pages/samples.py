"""html-extruct-samples: what `extract --markup` gives beside the JSON that is expected of each sample."""

import glob
import json
import os
import subprocess


def leaves(value, path=()):
    """All texts and numbers of a JSON value with the names that lead to them; lists do not count as names."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from leaves(inner, path + (name,))
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner, path)
    elif value is not None:
        yield path, value


def comparable(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(float(value))
    return " ".join(str(value).split())


def grouped(pairs):
    result = {}
    for path, value in pairs:
        result.setdefault(path, []).append(comparable(value))
    return {path: sorted(values) for path, values in result.items()}


def microdata(items):
    """Items as both sides write them: type and properties, the vocabulary's address left out of names."""
    for item in items:
        for path, value in leaves(item):
            if path and path[-1] != "textContent":
                yield tuple(name.rsplit("/", 1)[-1] for name in path), value


def compare(given, wanted, name, listed):
    """How many fields both have, and how many of them are equal."""
    given, wanted = grouped(given), grouped(wanted)
    shared = [path for path in wanted if path in given]
    equal = [path for path in shared if given[path] == wanted[path]]
    if listed:
        for path in shared:
            if given[path] != wanted[path]:
                print(name, ".".join(path), "given", given[path][:3], "wanted", wanted[path][:3])
    return len(wanted), len(shared), len(equal)


def report(arguments):
    root = os.path.join(arguments.data, "html-extruct-samples")
    totals = {"json-ld": [0, 0, 0], "microdata": [0, 0, 0], "open-graph": [0, 0, 0], "dublin-core": [0, 0, 0]}
    for page in sorted(glob.glob(os.path.join(root, "**", "*.html"), recursive=True)):
        stem = page[:-5]
        done = subprocess.run([arguments.bowerbird, "extract", "--markup", "--format", "jsonl", page], capture_output=True, text=True, check=False)
        if not done.stdout.strip():
            continue
        markup = json.loads(done.stdout)
        listed = arguments.list == "samples"
        for ending in (".jsonld", ".json"):
            if not os.path.exists(stem + ending):
                continue
            with open(stem + ending, encoding="utf-8") as file:
                expected = json.load(file)
            for kind, pair in sides(markup, expected, ending).items():
                counts = compare(*pair, os.path.relpath(page, root), listed)
                totals[kind] = [old + new for old, new in zip(totals[kind], counts)]
    print("\n### html-extruct-samples, fields\n\n| syntax | expected | given by both | equal |\n|---|--:|--:|--:|")
    for kind, (wanted, shared, equal) in totals.items():
        print(f"| {kind} | {wanted} | {shared} | {equal} |")


def sides(markup, expected, ending):
    """Given and expected fields by syntax, as far as the expected file holds them."""
    if ending == ".jsonld":
        return {"json-ld": (leaves(markup["json_ld"]), leaves(expected))}
    first = expected[0] if isinstance(expected, list) and expected else expected
    if not isinstance(first, dict):
        return {}
    if "properties" in first and isinstance(first["properties"], dict):
        return {"microdata": (microdata(markup["microdata"]), microdata(expected))}
    if "namespace" in first or "properties" in first and isinstance(first["properties"], list):
        wanted = [((name,), value) for item in expected for name, value in item.get("properties", [])]
        return {"open-graph": ([((name,), value) for name, value in markup["meta"]], wanted)}
    if "elements" in first:
        wanted = [((element["name"],), element["content"]) for item in expected for element in item["elements"] if "content" in element]
        return {"dublin-core": ([((name,), value) for name, value in markup["meta"]], wanted)}
    return {}
