/// Tells pages that show prices and are no product's: carts, search results, categories, articles. Asked where no markup names a
/// product, as such pages look much like one.
struct OtherPage {
    private let visible: VisiblePage
    private let seen: VisibleFields
    /// What the page's markup says it is, by schema.org's names of types.
    private let types: Set<String>

    init(_ visible: VisiblePage, _ seen: VisibleFields, types: Set<String>) {
        self.visible = visible
        self.seen = seen
        self.types = types
    }

    private var page: PageTree { visible.page }

    /// Why the page is no product's, if it is not.
    var reason: String? {
        if let heading = headings.first(where: Self.isCalledSo) {
            return "'\(heading)' is what carts, searches and the like are called"
        }
        if let type = types.sorted().first(where: Self.listTypes.contains) {
            return "its markup says it is of type \(type)"
        }
        // Articles link to what they praise, and sell nothing themselves.
        if let type = types.sorted().first(where: Self.articleTypes.contains), !hasOwnButton {
            return "its markup says it is of type \(type)"
        }
        if let price = seen.price, leadsElsewhere(price) {
            return "its price is that of a product which it links to"
        }
        return nil
    }

    private static let listTypes: Set<String> = [
        "CollectionPage", "SearchResultsPage", "CheckoutPage", "ContactPage", "AboutPage", "ProfilePage", "Order",
        "ItemList",
    ]
    private static let articleTypes: Set<String> = [
        "Article", "BlogPosting", "NewsArticle", "TechArticle", "Recipe", "HowTo", "JobPosting", "LiveBlogPosting",
    ]

    private var hasOwnButton: Bool { seen.button.map { page.nodes[$0].tag != .a } ?? false }

    private var headings: [String] {
        [visible.heading.flatMap { page.text(of: $0, most: Self.longestHeading) }, VisiblePage.documentTitle(page)]
            .compactMap { $0 }
    }

    private static let longestHeading = 200

    private static func isCalledSo(_ heading: String) -> Bool {
        let key = TitleWords.key(heading)
        return names.contains(key) || beginnings.contains { key.starts(with: $0) }
    }

    // A card is as small as this, in bytes of text, and its name stands before its price.
    private static let mostOfCard = 400
    private static let deepestCard = 8
    private static let mostSiblings = 40

    // Whether a price stands on a card with a link to another page: one that is a heading, or one card of several.
    private func leadsElsewhere(_ price: VisiblePrice.Found) -> Bool {
        let leaf = price.candidate.leaf
        var card = leaf
        for _ in 0..<Self.deepestCard {
            guard let parent = page.parent(of: card), page.nodes[parent].tag != .body, !holdsHeading(parent),
                page.hasText(parent, most: Self.mostOfCard)
            else { return false }
            card = parent
            guard let link = (card + 1..<leaf).first(where: isLink) else { continue }
            if isHeading(link, in: card) || hasSiblings(card, price.leaves) { return !hasButton(outside: card) }
        }
        return false
    }

    // A product's own button stands neither on a card nor among cards: what is listed there are its editions.
    private func hasButton(outside card: Int) -> Bool {
        seen.button.map { button in page.parent(of: card).map { !page.inside($0).contains(button) } ?? false } ?? false
    }

    private func holdsHeading(_ node: Int) -> Bool {
        visible.heading.map { node...Int(page.nodes[node].end) - 1 ~= $0 } ?? false
    }

    private func isLink(_ node: Int) -> Bool {
        guard page.nodes[node].tag == .a, let address = page.attribute(.href, of: node), let first = address.utf8.first,
            first != UInt8(ascii: "#"), !address.lowercased().hasPrefix("javascript:")
        else { return false }
        return page.text(of: node, most: Self.mostOfCard).map { $0.contains(where: \.isLetter) } ?? false
    }

    private func isHeading(_ link: Int, in card: Int) -> Bool {
        if page.inside(link).contains(where: { Self.heads(page.nodes[$0].tag) }) { return true }
        let parent = page.parent(of: link)
        return parent.map { $0 > card && Self.heads(page.nodes[$0].tag) } ?? false
    }

    private static func heads(_ tag: Tag) -> Bool {
        switch tag {
        case .h2, .h3, .h4, .h5, .h6: true
        default: false
        }
    }

    private func hasSiblings(_ card: Int, _ leaves: [Int]) -> Bool {
        page.children(of: page.parent(of: card)).filter { $0 != card && page.nodes[$0].tag == page.nodes[card].tag }
            .prefix(Self.mostSiblings).contains { other in
                let inside = page.inside(other)
                return leaves.contains { inside.contains($0) } && page.hasText(other, most: Self.mostOfCard)
                    && inside.contains(where: isLink)
            }
    }

    private static func keys(_ names: String) -> [[UInt8]] {
        names.split(separator: ",").map { TitleWords.key(String($0)) }
    }

    private static let names = Set(
        keys(
            """
            404, cart, my cart, your cart, shopping cart, your shopping cart, bag, my bag, your bag, shopping bag, basket, my basket, \
            your basket, shopping basket, wishlist, my wishlist, wish list, favourites, favorites, checkout, order summary, search, \
            results, login, log in, sign in, register, my account, pricing, not found, \
            warenkorb, mein warenkorb, ihr warenkorb, einkaufswagen, wunschliste, merkzettel, kasse, suche, anmelden, mein konto, \
            panier, mon panier, votre panier, liste denvies, recherche, connexion, mon compte, carrito, mi carrito, tu carrito, \
            carrito de compra, carrito de compras, cesta, mi cesta, lista de deseos, buscar, búsqueda, iniciar sesión, mi cuenta, carrinho, \
            meu carrinho, carrinho de compras, lista de desejos, busca, carrello, il tuo carrello, carrello della spesa, lista dei desideri, \
            ricerca, winkelwagen, winkelmand, winkelmandje, verlanglijst, zoeken, koszyk, twój koszyk, lista życzeń, wyszukiwanie, košík, \
            nákupní košík, nákupný košík, oblíbené, kosár, kosár tartalma, kívánságlista, coș de cumpărături, coșul meu, varukorg, \
            din varukorg, önskelista, kurv, indkøbskurv, ønskeliste, handlekurv, din handlekurv, ostoskori, toivelista, корзина, \
            моя корзина, избранное, поиск, вход, личный кабинет, кошик, обране, пошук, кошница, καλάθι, sepet, sepetim, alışveriş sepeti, \
            favorilerim, giỏ hàng, keranjang, keranjang belanja, ตะกร้าสินค้า, סל קניות, עגלת קניות, سلة التسوق, عربة التسوق, \
            购物车, 我的购物车, 收藏夹, 结算, 登录, 購物車, 登入, カート, ショッピングカート, 買い物かご, お気に入り, ログイン, 장바구니, 찜목록, 로그인
            """))

    private static let beginnings = keys(
        """
        404 not found, 404 page, 404 error, error 404, 404 seite, 404 página, 404 страница, page not found, seite nicht gefunden, \
        page introuvable, página no encontrada, página não encontrada, pagina non trovata, pagina niet gevonden, strona nie znaleziona, \
        stránka nenalezena, страница не найдена, 页面不存在, 找不到页面, 找不到頁面, ページが見つかりません, 페이지를 찾을 수 없습니다, \
        search results, search result, results for, showing results, suchergebnis, ergebnisse für, résultats de recherche, résultats pour, \
        resultados de búsqueda, resultados de la búsqueda, resultados para, resultados da busca, risultati della ricerca, risultati per, \
        zoekresultaten, wyniki wyszukiwania, výsledky vyhledávání, результаты поиска, 搜索结果, 搜尋結果, 検索結果, 검색결과, \
        thank you for your order, order confirmation, order received, your order, bestellbestätigung, vielen dank für ihre bestellung, \
        merci pour votre commande, gracias por tu pedido, gracias por su pedido, grazie per il tuo ordine
        """)
}
