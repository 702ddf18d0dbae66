/// The way from a shop's front page to a product, of which the levels in between are its category.
enum Breadcrumbs {
    private static let frontPages: Set<String> = [
        "home", "homepage", "start", "startseite", "shop", "accueil", "inicio", "início", "главная", "首页", "首頁",
        "ホーム", "トップ", "홈", "all", "back", "hem", "etusivu",
    ]

    /// The levels without the front page and without the product itself; `nil` when none are left.
    static func path(_ names: [String], _ title: String?) -> [String]? {
        var levels = names.compactMap { Whitespace.meaningful($0) }
        if let first = levels.first, frontPages.contains(first.lowercased()) { levels.removeFirst() }
        if let title, let last = levels.last, last.lowercased() == title.lowercased() { levels.removeLast() }
        return levels.isEmpty ? nil : levels
    }
}
