/// Whether something can be bought, in the words of schema.org's `ItemAvailability`.
enum Availability {
    /// The schema.org name for what markup says, or `nil` when it says nothing known.
    static func name(_ text: String) -> String? {
        guard text.utf8.count <= longest else { return nil }
        let key = SchemaItem.localName(text).lowercased().filter { $0.isLetter }
        return names[key] ?? phrase(text)
    }

    // What is longer is something else than a word of markup.
    private static let longest = 1000

    /// Whether a customer can order it.
    static func isAvailable(_ name: String) -> Bool { !["OutOfStock", "SoldOut", "Discontinued"].contains(name) }

    /// The schema.org name for what a short text says to people, in many languages.
    static func phrase(_ text: String) -> String? {
        Letters.lowercased(text).withUnsafeBufferPointer { phrase($0) }
    }

    /// As for a string; `lower` is what it consists of, in lower case.
    static func phrase(_ lower: UnsafeBufferPointer<UInt8>) -> String? {
        var found: Phrase = []
        phrases.forEachMatch(in: lower) { found.formUnion($0) }
        if found.contains(.outOfStock) { return "OutOfStock" }
        if found.contains(.preOrder) { return "PreOrder" }
        return found.contains(.inStock) ? "InStock" : nil
    }

    /// Whether a short text is what people press to buy.
    static func isInvitation(_ text: String) -> Bool {
        guard text.utf8.count <= 90 else { return false }
        var found: Phrase = []
        phrases.forEachMatch(in: text) { found.formUnion($0) }
        return found.contains(.invitation)
    }

    private struct Phrase: OptionSet, Sendable {
        let rawValue: UInt8
        static let outOfStock = Phrase(rawValue: 1)
        static let preOrder = Phrase(rawValue: 2)
        static let inStock = Phrase(rawValue: 4)
        static let invitation = Phrase(rawValue: 8)
    }

    private static let phrases = PhraseTable<Phrase>(
        [(Phrase.outOfStock, outOfStock), (.preOrder, preOrder), (.inStock, inStock), (.invitation, invitations)]
            .flatMap { value, texts in
                texts.map { (phrase: $0, value: value, isWord: false) }
            })

    private static let names: [String: String] = [
        "instock": "InStock", "available": "InStock", "availablefororder": "BackOrder", "outofstock": "OutOfStock",
        "oos": "OutOfStock", "unavailable": "OutOfStock", "notavailable": "OutOfStock", "soldout": "SoldOut",
        "preorder": "PreOrder",
        "presale": "PreSale", "backorder": "BackOrder", "pending": "BackOrder", "discontinued": "Discontinued",
        "limitedavailability": "LimitedAvailability", "onlineonly": "OnlineOnly", "instoreonly": "InStoreOnly",
        "madetoorder": "MadeToOrder", "reserved": "Reserved", "true": "InStock", "false": "OutOfStock",
        "yes": "InStock",
        "no": "OutOfStock", "y": "InStock", "n": "OutOfStock", "lowstock": "LimitedAvailability", "stock": "InStock",
    ]
    private static let outOfStock = [
        "out of stock", "sold out", "currently unavailable", "not available", "no longer available", "unavailable",
        "temporarily out",
        "this item has ended", "auction ended", "bidding closed", "ausverkauft", "nicht verfügbar", "nicht auf lager",
        "nicht lieferbar",
        "derzeit nicht", "vergriffen", "rupture de stock", "indisponible", "épuisé", "non disponibile", "esaurito",
        "agotado", "sin stock",
        "no disponible", "esgotado", "indisponível", "sem stock", "sem estoque", "uitverkocht", "niet op voorraad",
        "niet beschikbaar",
        "slutsåld", "ej i lager", "slut i lager", "udsolgt", "ikke på lager", "utsolgt", "loppu", "ei varastossa",
        "niedostępny",
        "brak w magazynie", "vyprodáno", "není skladem", "nedostupné", "vypredané", "nie je skladom", "ni na zalogi",
        "razprodano",
        "nincs készleten", "elfogyott", "stoc epuizat", "indisponibil", "nu este in stoc", "изчерпан", "няма наличност",
        "нет в наличии",
        "распродано", "нет на складе", "немає в наявності", "εξαντλ", "μη διαθέσιμο", "tükendi", "stokta yok",
        "läbi müüdud", "otsas",
        "nav pieejams", "izpārdots", "neturime", "išparduota", "אזל", "לא במלאי", "غير متوفر", "نفذ", "نفدت", "売り切れ",
        "在庫切れ",
        "在庫なし", "品切れ", "품절", "매진", "售罄", "缺货", "无货", "缺貨", "售完", "已售完", "สินค้าหมด", "hết hàng", "stok habis",
    ]
    private static let preOrder = [
        "pre-order", "preorder", "vorbestell", "précommande", "preventa", "pré-venda", "предзаказ", "予約受付",
    ]
    private static let inStock = [
        "in stock", "available now", "available for delivery", "available online", "ready to ship", "left in stock",
        "ships within",
        "auf lager", "lieferbar", "sofort verfügbar", "vorrätig", "en stock", "disponible", "disponibile",
        "disponibilità immediata",
        "em stock", "em estoque", "disponível", "op voorraad", "leverbaar", "i lager", "på lager", "varastossa",
        "saatavilla", "dostępny",
        "dostępne", "na stanie", "w magazynie", "skladem", "skladom", "na sklade", "na zalogi", "na zalihi",
        "készleten", "raktáron",
        "în stoc", "in stoc", "disponibil", "наличен", "в наличност", "в наличии", "есть на складе", "в наявності",
        "διαθέσιμο",
        "άμεσα διαθέσιμο", "stokta", "laos", "pieejams", "yra sandėlyje", "turime", "במלאי", "متوفر", "在庫あり", "재고 있음",
        "有货", "现货",
        "有貨", "現貨", "มีสินค้า", "còn hàng", "tersedia",
    ]
    private static let invitations = [
        "add to cart", "add to basket", "add to bag", "add to trolley", "buy now", "buy it now", "place bid",
        "in den warenkorb",
        "in den einkaufswagen", "kaufen", "ajouter au panier", "acheter", "aggiungi al carrello", "acquista",
        "añadir al carrito",
        "agregar al carrito", "añadir a la cesta", "comprar", "adicionar ao carrinho", "in winkelwagen",
        "in winkelmand", "lägg i varukorg",
        "köp", "læg i kurv", "legg i handlekurv", "lisää ostoskoriin", "osta", "do koszyka", "kup teraz", "do košíku",
        "koupit",
        "do košíka", "kúpiť", "v košarico", "kosárba", "adauga in cos", "adaugă în coș", "добави в количката",
        "в корзину", "купить",
        "до кошика", "купити", "στο καλάθι", "sepete ekle", "lisa ostukorvi", "ostukorvi", "ielikt grozā", "pirkt",
        "į krepšelį", "pirkti",
        "הוסף לסל", "הוספה לסל", "קנה", "أضف إلى", "اشتر", "カートに入れる", "購入", "장바구니", "구매하기", "바로구매", "加入购物车", "立即购买",
        "加入購物車", "立即購買", "放入購物車", "หยิบใส่", "thêm vào giỏ", "mua ngay", "beli sekarang", "tambah ke keranjang",
    ]
}
