/// One step of the way from a shop's front page to a product.
public struct Breadcrumb: Sendable, Equatable {
    /// What is shown; `nil` for a step shown as a picture.
    public var name: String?
    /// Where it leads; `nil` for the page itself.
    public var url: String?
}

/// The way from a shop's front page to a product, of which the levels in between are its category.
enum Breadcrumbs {
    private static let frontPages: Set<String> = [
        "home", "homepage", "home page", "start", "startseite", "shop", "accueil", "inicio", "início", "главная", "首页",
        "首頁",
        "ホーム", "トップ", "홈", "all", "back", "hem", "etusivu", "strona główna", "domů", "domov", "úvod", "avaleht",
        "sākums",
        "pagrindinis", "főoldal", "acasa", "acasă", "начало", "головна", "αρχική", "αρχική σελίδα", "anasayfa",
        "ana sayfa", "ראשי",
        "דף הבית", "عودة", "الرئيسية", "esileht", "forside", "hjem", "domača stran", "portada", "página inicial",
        "pradžia", "homepagina",
        "startsida", "zurück", "retour", "volver", "torna indietro", "main", "front page",
    ]

    private static let wordsBack: Set<String> = [
        "back", "go back", "zurück", "retour", "volver", "atrás", "voltar", "indietro", "torna indietro", "tilbage",
        "tillbaka",
        "tilbake", "takaisin", "terug", "wstecz", "powrót", "zpět", "späť", "nazaj", "natrag", "vissza", "înapoi",
        "inapoi",
        "назад", "обратно", "πίσω", "geri", "tagasi", "atpakaļ", "atgal", "חזרה", "رجوع", "عودة", "戻る", "返回", "뒤로",
    ]

    /// Whether a level leads to where the visitor came from.
    static func leadsBack(_ name: String) -> Bool { wordsBack.contains(name.lowercased()) }

    /// Whether a level is a shop's front page.
    static func isFrontPage(_ name: String) -> Bool { frontPages.contains(name.lowercased()) }

    /// The levels without the front page and without the product itself; `nil` when none are left.
    static func path(_ names: [String], _ title: String?) -> [String]? {
        var levels = names.compactMap { Whitespace.meaningful($0) }.filter { $0.count <= 120 }
        if let first = levels.first, isFrontPage(first) { levels.removeFirst() }
        if let title, let last = levels.last, isSame(last, title) { levels.removeLast() }
        return levels.isEmpty ? nil : levels
    }

    // Shops cut the product's name short at the end of the trail.
    private static func isSame(_ level: String, _ title: String) -> Bool {
        let (level, title) = (TitleWords.key(level), TitleWords.key(title))
        return level == title || Letters.count(level) > 12 && title.starts(with: level)
            || Letters.count(title) > 12 && level.starts(with: title)
    }
}
