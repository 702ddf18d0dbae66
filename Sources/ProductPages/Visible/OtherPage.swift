/// Tells pages that show prices and are no product's: carts, search results, categories, articles. Asked where no markup names a
/// product, as such pages look much like one; a button or a code of the page's own speaks for a product.
struct OtherPage {
    private let visible: VisiblePage
    private let seen: VisibleFields
    private let types: Set<String>
    private let address: String?

    /// - Parameters:
    ///   - types: what the page's markup says it is, by schema.org's names of types.
    ///   - address: where the page is, where it says so.
    init(_ visible: VisiblePage, _ seen: VisibleFields, types: Set<String>, address: String?) {
        self.visible = visible
        self.seen = seen
        self.types = types
        self.address = address
    }

    private var page: PageTree { visible.page }

    /// Why the page is no product's, if it is not.
    var reason: String? {
        let cards = cards
        let button = seen.button.flatMap { button in
            cards.contains { page.inside($0).contains(button) } || leavesSite(button) ? nil : button
        }
        if let title = visible.title, Self.isCalledSo(title), button == nil || !seen.hasCode {
            return "'\(title)' is what carts, searches and the like are called"
        }
        if button == nil, let type = types.intersection(Self.otherTypes).min() {
            return "its markup says it is of type \(type)"
        }
        if button == nil, !cards.isEmpty, !seen.hasCode { return "its price is that of a product which it links to" }
        return nil
    }

    private static let otherTypes: Set<String> = [
        "CollectionPage", "SearchResultsPage", "CheckoutPage", "ContactPage", "AboutPage", "ProfilePage", "Order",
        "ItemList",
        "Article", "BlogPosting", "NewsArticle", "TechArticle", "Recipe", "HowTo", "JobPosting", "LiveBlogPosting",
    ]

    // Articles link to what they praise, and sell nothing themselves.
    private func leavesSite(_ button: Int) -> Bool {
        guard page.nodes[button].tag == .a, let link = page.attribute(.href, of: button), link.contains("//") else {
            return false
        }
        return PageAddress.host(link) != address.flatMap(PageAddress.host)
    }

    private static func isCalledSo(_ title: String) -> Bool {
        let key = TitleWords.key(title)
        return names.contains(key) || beginnings.contains { key.starts(with: $0) }
    }

    // A card is as small as this, in bytes of text; its name stands before its price, and it is one of as many at least.
    private static let mostOfCard = 400
    private static let deepestCard = 8
    private static let mostSiblings = 40
    private static let fewestCards = 3

    /// The cards, each with a link to another page and a price behind it, of which one has the price; none where it is the page's own.
    private var cards: [Int] {
        guard let price = seen.price else { return [] }
        let leaf = price.candidate.leaf
        var card = leaf
        for _ in 0..<Self.deepestCard {
            guard let parent = page.parent(of: card), page.nodes[parent].tag != .body, !holdsHeading(parent),
                page.hasText(parent, most: Self.mostOfCard)
            else { return [] }
            card = parent
            // What stands in rows are variants, editions or sellers.
            guard page.nodes[card].tag != .tr, (card + 1..<leaf).contains(where: leadsElsewhere) else { continue }
            let cards = siblings(card, price.leaves)
            if cards.count >= Self.fewestCards { return cards }
        }
        return []
    }

    private func holdsHeading(_ node: Int) -> Bool {
        visible.heading.map { node...Int(page.nodes[node].end) - 1 ~= $0 } ?? false
    }

    private func leadsElsewhere(_ node: Int) -> Bool {
        guard page.nodes[node].tag == .a, let link = page.attribute(.href, of: node), let first = link.utf8.first,
            first != UInt8(ascii: "#"), first != UInt8(ascii: "?"), !link.lowercased().hasPrefix("javascript:")
        else { return false }
        let isSelf = address.map { PageAddress.isSamePage(PageAddress.absolute(link, base: $0), $0) } ?? false
        return !isSelf && page.text(of: node, most: Self.mostOfCard).map { $0.contains(where: \.isLetter) } ?? false
    }

    private func siblings(_ card: Int, _ leaves: [Int]) -> [Int] {
        page.children(of: page.parent(of: card)).filter { page.nodes[$0].tag == page.nodes[card].tag }
            .prefix(Self.mostSiblings).filter { other in
                let inside = page.inside(other)
                return leaves.contains { inside.contains($0) } && page.hasText(other, most: Self.mostOfCard)
                    && inside.contains(where: leadsElsewhere)
            }
    }

    private static func keys(_ names: String) -> [[UInt8]] {
        names.split(separator: ",").map { TitleWords.key(String($0)) }
    }

    private static let names = Set(
        keys(
            """
            404, 404 not found, 404 page not found, 404 error, 404 error page not found, error 404, error 404 not found, \
            error 404 page not found, page not found, seite nicht gefunden, 404 seite nicht gefunden, page introuvable, \
            404 page introuvable, página no encontrada, página não encontrada, pagina non trovata, pagina niet gevonden, \
            strona nie znaleziona, stránka nenalezena, страница не найдена, 404 страница не найдена, 页面不存在, 找不到页面, 找不到頁面, \
            ページが見つかりません, 페이지를 찾을 수 없습니다, search results, suchergebnisse, résultats de recherche, resultados de búsqueda, \
            thank you for your order, order confirmation, order received, your order, bestellbestätigung, \
            vielen dank für ihre bestellung, merci pour votre commande, gracias por tu pedido, gracias por su pedido, \
            grazie per il tuo ordine, cart, my cart, your cart, shopping cart, your shopping cart, bag, my bag, your bag, shopping bag, basket, my basket, \
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
        search results for, search result for, suchergebnisse für, suchergebnis für, ergebnisse für ihre suche, \
        résultats de recherche pour, résultats de la recherche, resultados de búsqueda para, resultados de la búsqueda, \
        resultados da busca, risultati della ricerca, zoekresultaten voor, wyniki wyszukiwania, výsledky vyhledávání, \
        результаты поиска, 搜索结果, 搜尋結果, 検索結果, 검색결과
        """)
}
