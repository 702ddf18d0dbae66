/// Finds the page's product among the objects in its scripts: the one whose name, code or address the page shows elsewhere.
struct ScriptProduct {
    private let titles: [TitleWords]
    // In lower case.
    private let url: [UInt8]
    private let locale: PriceLocale
    private let knownCodes: [String]

    /// - Parameters:
    ///   - url: the page's address, in which a product's code often stands.
    ///   - knownCodes: codes that other sources name.
    init(titles: [String], url: String?, locale: PriceLocale, knownCodes: [String]) {
        self.titles = titles.map { TitleWords($0) }
        self.url = Array((url ?? "").lowercased().utf8)
        self.locale = locale
        self.knownCodes = knownCodes
    }

    private enum Key: Sendable {
        case name, sku, id, gtin, mpn, price, currency, brand, stock

        /// Whether it tells which product an object is.
        var names: Bool { self == .name || self == .sku || self == .id || self == .gtin }
    }

    private static let keys: NameTable<Key> = {
        let names: [(Key, String)] = [
            (
                .name,
                "name title productname product_name producttitle item_name pname product displayname product_title"
            ),
            (
                .sku,
                """
                sku productsku product_sku skuid sku_id itemnumber item_number articlenumber article_number artnr productcode product_code asin \
                partnumber variantsku item_sku modelsku skucode defaultsku articleno stockcode productnumber
                """
            ),
            (.id, "id productid product_id itemid item_id prodid prod_id ecomm_prodid content_ids pid articleid"),
            (.gtin, "gtin gtin13 ean ean13 upc barcode isbn gtin14 gtin12 eancode"),
            (.mpn, "mpn modelnumber model_number manufacturerpartnumber mfrpartnumber manufacturercode partno"),
            (
                .price,
                """
                price saleprice sale_price currentprice current_price finalprice final_price sellingprice productprice product_price \
                offerprice pricevalue price_value unitprice unit_price product_price_value ecomm_totalvalue pricenow actualprice discountprice
                """
            ),
            (.currency, "currency currencycode currency_code pricecurrency currencyiso product_currency"),
            (
                .brand,
                "brand brandname brand_name manufacturer manufacturername vendor productbrand product_brand item_brand"
            ),
            (
                .stock,
                """
                availability instock in_stock stockstatus stock_status isinstock is_in_stock available isavailable is_available \
                availabilitystatus product_available instockstatus
                """
            ),
        ]
        return NameTable(names.flatMap { key, words in words.split(separator: " ").map { (String($0), key) } })
    }()

    private struct Entry {
        var fields = ProductFields()
        var id: String?
        var points = 0.0
    }

    // Variants have the product's name, and large pages have many.
    private static let fewEntries = 200
    private static let bytesPerEntry = 256

    /// What the best object says; `nil` when no object is surely this page's product.
    func fields(_ tapes: [JSONTape]) -> ProductFields? {
        var best: Entry?
        var left = Self.fewEntries + (tapes.first?.bytes.count ?? 0) / Self.bytesPerEntry
        for tape in tapes {
            for value in tape.values.indices where left > 0 && tape.values[value].kind == .object {
                guard let entry = entry(tape, value) else { continue }
                left -= 1
                if entry.points > best?.points ?? 1.9 { best = entry }
            }
        }
        guard var fields = best?.fields else { return nil }
        if fields.sku == nil, let id = best?.id { fields.sku = id }
        return fields
    }

    private func key(_ tape: JSONTape, _ value: Int) -> Key? {
        let member = tape.values[value]
        guard member.keyEnd > member.keyStart else { return nil }
        return tape.bytes.withUnsafeBufferPointer { bytes in
            Self.keys.value(of: UnsafeBufferPointer(rebasing: bytes[Int(member.keyStart)..<Int(member.keyEnd)]))
        }
    }

    private func entry(_ tape: JSONTape, _ object: Int) -> Entry? {
        var members: [(key: Key, value: Int)] = []
        var isNamed = false
        var member = object + 1
        while member < Int(tape.values[object].next) {
            if let key = key(tape, member) {
                members.append((key, member))
                isNamed = isNamed || key.names
            }
            member = Int(tape.values[member].next)
        }
        guard isNamed, members.count >= 2 else { return nil }
        var entry = Entry()
        for (key, member) in members where key.names {
            guard let text = text(tape, member, key) else { continue }
            switch key {
            case .name: if entry.fields.title == nil { entry.fields.title = PlainText.decoded(text) }
            case .sku: entry.fields.sku = entry.fields.sku ?? ProductCode.plausible(text)
            case .id: entry.id = entry.id ?? ProductCode.plausible(text)
            case .gtin: entry.fields.gtin = entry.fields.gtin ?? ProductCode.gtin(text)
            default: break
            }
        }
        entry.points = points(entry)
        guard entry.points > 0 else { return nil }
        let count = members.filter { text(tape, $0.value, $0.key) != nil }.count
        guard count >= 2 else { return nil }
        take(members, tape, into: &entry)
        return entry
    }

    // What an object that is the page's product says of it besides its name.
    private func take(_ members: [(key: Key, value: Int)], _ tape: JSONTape, into entry: inout Entry) {
        var priceText: String?
        for (key, member) in members where !key.names {
            guard let text = text(tape, member, key) else { continue }
            switch key {
            case .mpn: entry.fields.mpn = entry.fields.mpn ?? Whitespace.meaningful(text)
            case .price: priceText = priceText ?? text
            case .currency: entry.fields.currency = entry.fields.currency ?? Currency.code(text, locale)
            case .brand: if text.count <= 60 { entry.fields.brand = entry.fields.brand ?? PlainText.decoded(text) }
            case .stock: entry.fields.availability = entry.fields.availability ?? Availability.name(text)
            default: break
            }
        }
        if let priceText,
            let money = Money(priceText, locale.with(currency: entry.fields.currency), isMachineReadable: true),
            money.amount > 0
        {
            entry.fields.price = money.amount
            entry.fields.currency = entry.fields.currency ?? money.currency
        }
        if entry.fields.price != nil { entry.points += 0.6 }
        if entry.fields.sku != nil { entry.points += 0.4 }
        if entry.fields.brand != nil { entry.points += 0.2 }
        if entry.fields.availability != nil { entry.points += 0.1 }
    }

    // A member's text, or what stands for it one level down: {"price": {"value": 9.9}}, {"brand": {"name": "Bosch"}}.
    private func text(_ tape: JSONTape, _ member: Int, _ key: Key) -> String? {
        if let text = tape.text(of: member) { return text.isEmpty ? nil : text }
        guard tape.values[member].kind == .object || tape.values[member].kind == .array,
            tape.values[member].next - Int32(member) < 60
        else { return nil }
        let wanted: [String] =
            key == .price
            ? ["value", "amount", "current", "price", "sale", "now", "final"] : ["name", "value", "title", "id"]
        if tape.values[member].kind == .array {
            var elements = tape.children(of: member)
            guard key == .sku || key == .id || key == .price, let only = elements.next(), elements.next() == nil
            else { return nil }
            return tape.text(of: only)
        }
        let inner = tape.children(of: member)
        for name in wanted {
            if let match = inner.first(where: { tape.key(of: $0).lowercased() == name }),
                let text = tape.text(of: match), !text.isEmpty
            {
                return text
            }
        }
        return nil
    }

    // How sure an object is the page's product, by its name and codes.
    private func points(_ entry: Entry) -> Double {
        var points = 0.0
        if let name = entry.fields.title {
            let name = TitleWords(name)
            let count = Letters.count(name.key)
            if count > 3, titles.contains(where: { $0.key == name.key }) {
                points += 2
            } else if count > 8, titles.contains(where: { $0.overlap(name) > 0.75 }) {
                points += 1.2
            }
        }
        for code in [entry.fields.sku, entry.id, entry.fields.gtin].compactMap({ $0 }) where code.count >= 4 {
            if knownCodes.contains(code) { points += 1.5 }
            if !url.isEmpty, url.holds(Array(code.lowercased().utf8)) {
                points += 1.5
                break
            }
        }
        return points
    }
}
