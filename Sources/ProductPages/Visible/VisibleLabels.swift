/// Values that stand behind a label: "SKU: 4711", "Marke | Bosch", `<dt>EAN</dt><dd>…</dd>`.
struct VisibleLabels {
    enum Kind: Sendable { case sku, gtin, mpn, brand }

    struct Found {
        let kind: Kind
        let value: String
        let leaf: Int
    }

    private static let longestLabel = 40
    private static let longestValue = 120

    /// All labelled values, those of other products left out, in document order.
    static func find(_ page: PageTree, _ survey: PageSurvey) -> [Found] {
        var result: [Found] = []
        let leaves = survey.leaves
        for (position, leaf) in leaves.enumerated()
        where survey.regions[leaf].intersection([.related, .basket, .review]).isEmpty {
            guard mayStartLabel(page, page.range(ofText: leaf)) else { continue }
            let text = page.text(of: leaf)
            guard let (kind, rest) = label(in: text) else { continue }
            if let value = Whitespace.meaningful(rest) {
                result.append(Found(kind: kind, value: value, leaf: leaf))
            } else if let value = value(after: position, leaves, page) {
                result.append(Found(kind: kind, value: value, leaf: leaf))
            }
        }
        return result
    }

    // Labels are short words; most text is ruled out by its length or its first words, without making strings of it.
    private static func mayStartLabel(_ page: PageTree, _ range: Range<Int>) -> Bool {
        guard range.count <= longestValue + longestLabel else { return false }
        return page.bytes.withUnsafeBufferPointer { bytes in
            var key: [UInt8] = []
            var beforeLastWord = 0
            for index in range {
                let byte = bytes[index]
                // Names beyond ASCII are looked up as strings.
                if byte >= 0x80 { return range.count <= longestValue }
                if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "#"), !key.isEmpty {
                    beforeLastWord = 0
                    break
                }
                if byte.isASCIILetter || byte.isASCIIDigit {
                    key.append(byte.lowercasedASCII)
                    if key.count > longestLabel { return false }
                } else if byte.isHTMLSpace, index + 1 < range.upperBound, !bytes[index + 1].isHTMLSpace {
                    beforeLastWord = key.count
                }
            }
            return key.withUnsafeBufferPointer { key in
                kindTable.value(of: key) != nil
                    || beforeLastWord > 0
                        && kindTable.value(of: UnsafeBufferPointer(rebasing: key[..<beforeLastWord])) != nil
            }
        }
    }

    private static let kindTable = NameTable(kinds.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })

    // The label that a text starts with, and what is behind it.
    private static func label(in text: String) -> (Kind, String)? {
        let separators: [Character] = [":", "：", "#"]
        if let separator = text.firstIndex(where: { separators.contains($0) }) {
            let name = key(text[..<separator])
            guard let kind = kinds[name] else { return nil }
            return (
                kind,
                String(text[text.index(after: separator)...].drop { separators.contains($0) || $0 == " " || $0 == "." })
            )
        }
        if let kind = kinds[key(text[...])] { return (kind, "") }
        // "SKU 4711", "Art.-Nr. 4711": without a colon only a code with a digit in it is a value.
        if let blank = text.lastIndex(of: " "), let kind = kinds[key(text[..<blank])], kind != .brand,
            let code = ProductCode.plausible(String(text[blank...]))
        {
            return (kind, code)
        }
        return nil
    }

    private static func key(_ text: Substring) -> String { TitleWords.key(String(text)) }

    private static func value(after position: Int, _ leaves: [Int], _ page: PageTree) -> String? {
        for next in leaves[min(position + 1, leaves.count)..<min(position + 3, leaves.count)] {
            let text = page.text(of: next)
            let value = String(text.drop { ":：# ".contains($0) })
            if value.isEmpty { continue }
            return value.count <= longestValue ? value : nil
        }
        return nil
    }

    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [:]
        for (kind, names) in labels { for name in names.split(separator: ",") { kinds[key(name)] = kind } }
        return kinds
    }()

    private static let labels: [(Kind, String)] = [
        (
            .sku,
            """
            sku, item no, item number, item, item code, item id, article, article no, article number, product code, product id, \
            product number, product no, product sku, stock code, catalogue number, catalog number, cat no, style, style no, \
            style number, ref, reference, asin, web id, webcode, web code, lot, lot number, ad id, listing id, post id, \
            art nr, artnr, artikelnummer, artikel nr, artikelnr, artikel, bestellnummer, bestell nr, produktnummer, produkt nr, \
            anzeigennummer, inserat nr, anzeigen id, référence, réf, réf produit, code article, référence produit, référencia, \
            referencia, código, código do produto, código de producto, cod, cód, codice, codice articolo, codice prodotto, cod articolo, \
            sku producto, código de artículo, id producto, artikelcode, varenummer, varenr, artikkelnummer, produktkod, produktkode, \
            tuotenumero, tuotekoodi, kod, kod produktu, numer katalogowy, indeks, kód, kód produktu, kód zboží, kód tovaru, \
            katalogové číslo, číslo produktu, objednací číslo, šifra, šifra izdelka, koda, koda izdelka, cikkszám, cod produs, \
            код, код товара, артикул, арт, номер товара, номер объявления, код продукт, артикулен номер, κωδικός, κωδικός προϊόντος, \
            ürün kodu, stok kodu, tootekood, artikli kood, preces kods, prekės kodas, kood, kods, kodas, \
            מקט, מספר קטלוגי, קוד מוצר, رمز المنتج, رقم المنتج, رمز التخزين, 商品コード, 品番, 商品番号, 商品编号, 货号, 商品編號, 貨號, 상품번호, \
            상품코드, 품번, รหัสสินค้า, mã sản phẩm, kode produk, kode barang
            """
        ),
        (
            .gtin,
            """
            gtin, ean, ean13, ean 13, ean code, ean kod, kod ean, ean kód, code ean, código ean, codice ean, upc, upc code, barcode, \
            bar code, isbn, isbn13, isbn 13, jan, jan code, штрихкод, баркод, código de barras, code barres, vonalkód, čárový kód, \
            strichcode, viivakood, svītrkods
            """
        ),
        (
            .mpn,
            """
            mpn, model, model no, model number, part number, part no, manufacturer part number, mfr part number, mfg part, mfr no, \
            manufacturer number, herstellernummer, hersteller nr, herstellerartikelnummer, modell, modellnummer, modèle, \
            référence fabricant, modelo, modello, codice produttore, numero modello, numero modello articolo, modellnr, mudel, malli, \
            kod producenta, kód výrobce, kód výrobcu, модель, 型号, 型番, 型號, 모델명, 모델번호, item model number, \
            referencia del fabricante, número de modelo, modelnummer, numéro du modèle de larticle, artikelmodellnummer
            """
        ),
        (
            .brand,
            """
            brand, brand name, manufacturer, maker, make, publisher, vendor, label, designer, marke, hersteller, herstellermarke, \
            marque, fabricant, marca, fabricante, editora, editorial, produttore, marchio, editore, éditeur, merk, fabrikant, märke, \
            varumärke, tillverkare, mærke, producent, merke, produsent, merkki, tuotemerkki, valmistaja, marka, značka, výrobce, \
            výrobca, znamka, blagovna znamka, proizvajalec, proizvođač, márka, gyártó, brand produs, producator, producător, марка, \
            производитель, бренд, торговая марка, виробник, μάρκα, κατασκευαστής, tootja, kaubamärk, bränd, ražotājs, zīmols, \
            gamintojas, prekės ženklas, מותג, יצרן, الماركة, العلامة التجارية, ماركة, ブランド, メーカー, 品牌, 品牌名称, 브랜드, 제조사, ยี่ห้อ, แบรนด์, \
            thương hiệu, hãng sản xuất, merek
            """
        ),
    ]
}
