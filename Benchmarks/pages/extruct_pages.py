"""What extruct gives of a product page, as the fields that `bowerbird extract` gives: of each field the first that a Product, or its
offer, has in JSON-LD, microdata or RDFa, or else Open Graph's. Needs `pip install extruct`.
"""

import gzip
import re

import extruct

OPEN_GRAPH = {
    "price": ("product:price:amount", "og:price:amount"), "currency": ("product:price:currency", "og:price:currency"),
    "availability": ("product:availability", "og:availability"), "brand": ("product:brand", "og:brand"),
    "sku": ("product:retailer_item_id", "product:sku", "og:sku"), "gtin": ("product:ean", "product:upc", "og:upc"),
    "mpn": ("product:mfr_part_no", "product:mpn"),
}
PRODUCT = {
    "sku": ("sku", "productID"), "brand": ("brand", "manufacturer"), "mpn": ("mpn",),
    "gtin": ("gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn"),
}
OFFER = {"price": ("price", "lowPrice"), "currency": ("priceCurrency",), "availability": ("availability",)}


def local(name):
    return re.split(r"[/#:]", name.rstrip("/"))[-1]


def things(value):
    """All objects, those outside first, their properties without the vocabulary's address."""
    if isinstance(value, list):
        for element in value:
            yield from things(element)
    elif isinstance(value, dict):
        yield {local(name): inner for name, inner in value.items()}
        for inner in value.values():
            yield from things(inner)


def text(value):
    if isinstance(value, list):
        return next((found for found in map(text, value) if found), None)
    if isinstance(value, dict):
        named = {local(name): inner for name, inner in value.items()}
        return next((text(named[name]) for name in ("name", "@value", "value", "@id") if named.get(name)), None)
    return str(value).strip() or None if value is not None else None


def is_product(thing):
    types = thing.get("@type", thing.get("type"))
    return "Product" in [local(str(name)) for name in (types if isinstance(types, list) else [types])]


def take(found, names, thing):
    for field, keys in names.items():
        value = next((value for value in (text(thing.get(key)) for key in keys) if value), None)
        if value and field not in found:
            found[field] = value


def fields(path):
    """The fields of a page, `{}` where extruct gives none."""
    with gzip.open(path, "rb") as file:
        html = file.read().decode("utf-8", "replace")
    syntaxes = ["json-ld", "microdata", "rdfa", "opengraph"]
    data = extruct.extract(html, syntaxes=syntaxes, uniform=True, errors="ignore")
    found = {}
    for syntax in syntaxes[:3]:
        for product in filter(is_product, things(data.get(syntax, []))):
            take(found, PRODUCT, product)
            for offer in things(product.get("offers", [])):
                take(found, OFFER, offer)
    for page in data.get("opengraph", []):
        take(found, OPEN_GRAPH, page)
    digits = re.search(r"\d[\d.,]*", found.pop("price", ""))
    if digits:
        number = digits.group().rstrip(".,")
        if re.search(r",\d{1,2}$", number):
            number = number.replace(".", "").replace(",", ".")
        found["price"] = float(number.replace(",", "") if number.count(".") < 2 else number.replace(".", ""))
    if "availability" in found:
        state = local(found["availability"])
        is_out = re.sub(r"\W", "", state.lower()) in ("outofstock", "oos", "soldout", "discontinued")
        found["availability"] = "OutOfStock" if is_out else state
    return found
