/// What words beside an amount say of it, in many languages: that it is the price, or that it is another one.
enum PriceLabel {
    private struct Meaning: OptionSet, Sendable {
        let rawValue: UInt8

        static let price = Meaning(rawValue: 1)
        static let old = Meaning(rawValue: 2)
        static let other = Meaning(rawValue: 4)
    }

    private static let longestLabel = 40

    // The same amount may be there more than once behind one label: for the eye, and for those who are read to.
    private static let mostRepeated = 2

    /// Points for or against an amount, by its own text and a label right before it.
    static func points(_ texts: LeafTexts, _ position: Int, _ text: [UInt8]) -> Double {
        let lower = text.withUnsafeBufferPointer { Letters.lowercased($0) }
        var found = lower.withUnsafeBufferPointer { meaning(of: $0) }
        var before = position - 1
        while before >= 0, position - before <= mostRepeated, texts.isSame(at: before, as: position) { before -= 1 }
        if found.isEmpty, before >= 0, texts.count(at: before) <= longestLabel {
            found = texts.withLowerText(at: before) { label in
                // A text with an amount of its own is no label.
                label.contains(where: \.isASCIIDigit) ? [] : meaning(of: label)
            }
        }
        // "Old price" names a price as well: the closer word counts.
        if found.contains(.other) { return -1.2 }
        if found.contains(.old) { return -1.2 }
        return found.contains(.price) ? 0.6 : 0
    }

    private static func meaning(of lower: UnsafeBufferPointer<UInt8>) -> Meaning {
        var found: Meaning = []
        phrases.forEachMatch(in: lower) { found.formUnion($0) }
        return found
    }

    private static let phrases = PhraseTable<Meaning>(
        [
            (Meaning.price, price, true), (.old, old, true), (.other, other, true), (.price, priceSigns, false),
            (.old, oldSigns, false), (.other, otherSigns, false),
        ]
        .flatMap { meaning, names, isWord in
            names.split(separator: ",").map { name in
                (phrase: Whitespace.folded(String(name)), value: meaning, isWord: isWord)
            }
        })

    private static let price = """
        price, our price, sale price, now, only, preis, unser preis, nur, jetzt, prix, prix internet, precio, ahora, preço, por, \
        prezzo, ora, cena, cena za, prijs, pris, nu, hinta, nyt, ár, akciós ár, preț, pret, preţ, hind, kaina, fiyat, fiyatı, цена, \
        ціна, ваша цена, τιμή, giá, harga
        """
    private static let priceSigns =
        "售價, 售价, 特價, 特价, 優惠價, 优惠价, 價格, 价格, 促銷價, 促销价, 価格, 販売価格, 税込, 판매가, 할인가, 가격, מחיר, السعر, ราคา"
    private static let old = """
        was, before, old price, list price, regular price, retail price, rrp, msrp, srp, uvp, statt, bisher, vorher, antes, de, \
        antigo, anterior, avant, prix conseillé, au lieu de, prix barré, prima, listino, invece di, van, adviesprijs, \
        ord, ord pris, ordinarie pris, før, førpris, norm, ovh, norm hinta, stara cena, cena katalogowa, původní cena, \
        běžná cena, pôvodná cena, bežná cena, eredeti ár, régi ár, pret vechi, prp, tavahind, senā cena, sena kaina, \
        старая цена, стара ціна, было, giá cũ
        """
    private static let oldSigns = "原價, 原价, 市價, 市价, 定價, 定价, 建議售價, 建议售价, 参考価格, 希望小売価格, 定価, 通常価格, 정가, 시중가, 소비자가"
    private static let other = """
        shipping, delivery, postage, kargo, ongkir, ongkos kirim, phí vận chuyển, μεταφορικά, доставки от, versand, versandkosten, lieferung, livraison, envío, envio, frete, spedizione, verzending, \
        frakt, dostawa, doprava, szállítás, livrare, доставка, доставки, coupon, gutschein, voucher, save, you save, \
        sie sparen, sparen, ersparnis, économisez, ahorra, ahorras, risparmi, bespaar, spar, oszczędzasz, ušetříte, ušetríte, \
        economisesti, экономия, скидка, deposit, pfand, per month, monthly, mtl, monatlich, par mois, al mes, por mes, al mese, \
        per maand, miesięcznie, měsíčně, mesačne, pe luna, в месяц, points, punkte, cashback, total, subtotal
        """
    private static let otherSigns =
        "ค่าจัดส่ง, ค่าส่ง, משלוח, الشحن, 運費, 运费, 免運, 優惠券, 优惠券, 折價券, 紅利, 送料, ポイント, クーポン, 배송비, 쿠폰, 포인트, 적립"
}
