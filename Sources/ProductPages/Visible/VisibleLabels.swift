/// Values that stand behind a label: "SKU: 4711", "Marke | Bosch", `<dt>EAN</dt><dd>…</dd>`.
struct VisibleLabels {
    enum Kind: Sendable { case sku, gtin, mpn, brand }

    /// A label, and where its value stands; the value is read where somebody asks.
    struct Found {
        let kind: Kind
        let leaf: Int
        fileprivate let position: Int
        fileprivate let place: Place
    }

    fileprivate enum Place {
        /// In the label's own run of text.
        case behind(Range<Int>)
        /// There as well, and only a code counts.
        case codeBehind(Int)
        /// In one of the next runs of text.
        case next

        func moved(by offset: Int) -> Place {
            switch self {
            case .behind(let range): .behind(range.lowerBound + offset..<range.upperBound + offset)
            case .codeBehind(let start): .codeBehind(start + offset)
            case .next: .next
            }
        }
    }

    private static let longest = 160
    private static let longestValue = 120
    // No value has as many, however many bytes its characters take.
    private static let mostBytes = 16 * longestValue

    /// All labelled values, those of other products left out, in document order.
    static func find(_ page: PageTree, _ survey: PageSurvey) -> [Found] {
        var result: [Found] = []
        var reader = LabelReader(kinds: kinds, starts: starts, beginnings: beginnings, longest: longestKey)
        for (position, leaf) in survey.leaves.enumerated()
        where survey.texts.count(at: position) <= longest
            && survey.regions[leaf].isDisjoint(with: [.related, .basket, .review])
        {
            survey.texts.withText(at: position) { text in
                var start = 0
                while start < text.count {
                    let rest = UnsafeBufferPointer(rebasing: text[start...])
                    guard let label = reader.label(in: rest) else { return }
                    let place = label.place.moved(by: start)
                    result.append(Found(kind: label.kind, leaf: leaf, position: position, place: place))
                    guard case .behind(let value) = place else { return }
                    start = value.upperBound
                }
            }
        }
        return result
    }

    /// What stands behind a label.
    static func value(of label: Found, _ survey: PageSurvey) -> String? {
        switch label.place {
        case .behind(let range): survey.texts.text(at: label.position, in: range)
        case .codeBehind(let start):
            ProductCode.plausible(
                survey.texts.text(at: label.position, in: start..<survey.texts.count(at: label.position)))
        case .next: value(after: label.position, survey.texts)
        }
    }

    /// Whether a word is a label for brands.
    static func isBrandLabel(_ word: String) -> Bool {
        TitleWords.key(word).withUnsafeBufferPointer { kinds.value(of: $0) } == .brand
    }

    private struct LabelReader: ~Copyable {
        private let kinds: NameTable<Kind>
        private let starts: BytePairs
        private let beginnings: BytePairs
        private let longest: Int
        // Letters and digits of the text so far, in lower case, which are never more bytes than the text.
        private let key = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: VisibleLabels.longest)

        init(kinds: NameTable<Kind>, starts: BytePairs, beginnings: BytePairs, longest: Int) {
            self.kinds = kinds
            self.starts = starts
            self.beginnings = beginnings
            self.longest = longest
        }

        deinit { key.deallocate() }

        /// The label that a text starts with, and where its value is.
        mutating func label(in text: UnsafeBufferPointer<UInt8>) -> (kind: Kind, place: Place)? {
            // Most texts are ruled out by their first letters.
            if text.count >= 2, text[0].isASCIILetter, text[1].isASCIILetter,
                !starts.contains(text[0].lowercasedASCII, text[1].lowercasedASCII)
            {
                return nil
            }
            guard text.count <= key.count else { return nil }
            var count = 0
            var index = 0
            var lastBlank = 0
            var beforeLastBlank = 0
            while index < text.count {
                if VisibleLabels.separatorLength(text, index) > 0 {
                    guard let kind = kind(count) else { return nil }
                    let start = VisibleLabels.behindSeparators(text, index)
                    guard start < text.count else { return (kind, .next) }
                    return (kind, .behind(start..<VisibleLabels.endOfValue(text, start)))
                }
                if text[index] == UInt8(ascii: " ") { (lastBlank, beforeLastBlank) = (index, count) }
                let countBefore = count
                let scalar = Letters.next(text, &index)
                if Letters.kind(scalar) == .word { Letters.put(Letters.lower(scalar), key, &count) }
                if countBefore < 2, count >= 2, !starts.contains(key[0], key[1]) { return nil }
                // What starts like no label is none, unless one stands before a blank.
                if countBefore < 4, count >= 4, beforeLastBlank == 0, !beginnings.contains(beginning: key) {
                    return nil
                }
                if count > longest, beforeLastBlank > longest { return nil }
            }
            if let kind = kind(count) { return (kind, .next) }
            // "SKU 4711", "Art.-Nr. 4711": without a colon only a code with a digit in it is a value.
            if lastBlank > 0, let kind = kind(beforeLastBlank), kind != .brand { return (kind, .codeBehind(lastBlank)) }
            return nil
        }

        private func kind(_ count: Int) -> Kind? {
            kinds.value(of: UnsafeBufferPointer(rebasing: key[..<count]))
        }
    }

    // How many bytes the separator takes that starts here; 0 when none does. The last is the full-width colon.
    private static func separatorLength(_ text: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
        switch text[index] {
        case UInt8(ascii: ":"), UInt8(ascii: "#"): 1
        case 0xEF where index + 2 < text.count && text[index + 1] == 0xBC && text[index + 2] == 0x9A: 3
        default: 0
        }
    }

    private static func behindSeparators(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < text.count {
            let length = separatorLength(text, index)
            guard length > 0 || text[index] == UInt8(ascii: " ") || text[index] == UInt8(ascii: ".") else { break }
            index += max(1, length)
        }
        return index
    }

    // Where the next label starts in a text with several of them, "Model: A1 SKU: 4711"; else the text's end.
    private static func endOfValue(_ text: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
        var word = start
        for index in start..<text.count {
            if text[index] == UInt8(ascii: " ") {
                let isBar = index > start && index + 2 < text.count && text[index + 1] == UInt8(ascii: "|")
                if isBar, text[index + 2] == UInt8(ascii: " ") { return index }
                word = index + 1
            }
            let isLabel =
                text[index] == UInt8(ascii: ":") && word > start && word < index
                && (index + 1 == text.count || text[index + 1] == UInt8(ascii: " ")) && !text[word].isASCIIDigit
            if isLabel { return word }
        }
        return text.count
    }

    private static func value(after position: Int, _ texts: LeafTexts) -> String? {
        for next in min(position + 1, texts.nodes.count)..<min(position + 3, texts.nodes.count) {
            guard texts.count(at: next) <= mostBytes else { return nil }
            let value = String(texts.text(at: next).drop { ":：# ".contains($0) })
            if value.isEmpty { continue }
            return value.count <= longestValue ? value : nil
        }
        return nil
    }

    private static let kinds = NameTable(keys.map { (String(decoding: $0.key, as: UTF8.self), $0.kind) })
    private static let starts: BytePairs = {
        var starts = BytePairs()
        for (key, _) in keys { starts.insert(key[0], key[1]) }
        return starts
    }()
    // The first four bytes of all labels that have as many.
    private static let beginnings: BytePairs = {
        var beginnings = BytePairs()
        for (key, _) in keys where key.count >= 4 { key.withUnsafeBufferPointer { beginnings.insert(beginning: $0) } }
        return beginnings
    }()
    private static let longestKey = keys.reduce(0) { max($0, $1.key.count) }
    private static let keys = labels.flatMap { kind, names in
        names.split(separator: ",").map { (key: TitleWords.key(String($0)), kind: kind) }
    }

    private static let labels: [(Kind, String)] = [
        (
            .sku,
            """
            sku, nr ref, numer ref, nr kat, nr katalogowy, nr artykułu, nr produktu, kod towaru, ref no, reference no, \
            reference number, n réf, n référence, no réf, n art, num art, núm ref, nº ref, cod prod, codigo sku, item sku, \
            merchant sku, part, item no, item number, item, item code, item id, article, article no, article number, product code, product id, \
            product number, product no, product sku, stock code, catalogue number, catalog number, cat no, style, style no, \
            style number, ref, reference, asin, web id, webcode, web code, lot, lot number, ad id, listing id, post id, \
            art nr, artnr, artikelnummer, artikel nr, artikelnr, artikel, bestellnummer, bestell nr, produktnummer, produkt nr, \
            anzeigennummer, inserat nr, anzeigen id, référence, réf, réf produit, code article, référence produit, référencia, \
            referencia, código, código do produto, código de producto, cod, cód, codice, codice articolo, codice prodotto, cod articolo, \
            sku producto, código de artículo, id producto, artikelcode, varenummer, varenr, artikkelnummer, produktkod, produktkode, \
            tuotenumero, tuotekoodi, kod, kod produktu, numer katalogowy, indeks, kód, kód produktu, kód zboží, kód tovaru, \
            katalogové číslo, číslo produktu, objednací číslo, šifra, šifra izdelka, koda, koda izdelka, cikkszám, cod produs, \
            код, код товара, код товару, артикул, арт, номер товара, номер объявления, код продукт, артикулен номер, κωδικός, κωδικός προϊόντος, \
            ürün kodu, stok kodu, tootekood, artikli kood, preces kods, prekės kodas, kood, kods, kodas, \
            מקט, מספר קטלוגי, קוד מוצר, رمز المنتج, رقم المنتج, رمز التخزين, 商品コード, 品番, 商品番号, 商品编号, 货号, 商品編號, 貨號, 상품번호, \
            상품코드, 품번, รหัสสินค้า, mã sản phẩm, kode produk, kode barang
            """
        ),
        (
            .gtin,
            """
            gtin, ean, ean13, ean code, ean kod, kod ean, ean kód, code ean, código ean, codice ean, upc, upc code, barcode, \
            bar code, isbn, isbn10, isbn13, jan, jan code, janコード, \
            gtin8, gtin12, gtin13, gtin14, ean8, ean upc, upc ean, eanコード, バーコード, 条形码, 条码, 條碼, 國際條碼, 바코드, штрихкод, баркод, código de barras, code barres, vonalkód, čárový kód, \
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
