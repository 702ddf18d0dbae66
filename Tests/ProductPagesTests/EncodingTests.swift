import Testing

@testable import ProductPages

@Suite struct EncodingTests {
    private static let texts: [(label: String, text: String)] = [
        (
            "windows-1251",
            "Чайник электрический из нержавеющей стали с автоматическим отключением. Доставка по всей России."
        ),
        (
            "koi8-r",
            "Чайник электрический из нержавеющей стали с автоматическим отключением. Доставка по всей России."
        ),
        (
            "windows-1251",
            "Електричний чайник із нержавіючої сталі з автоматичним вимкненням. Доставка по всій Україні."
        ),
        (
            "windows-1253",
            "Άμεση παράδοση: ηλεκτρικός βραστήρας από ανοξείδωτο χάλυβα με αυτόματη διακοπή λειτουργίας."
        ),
        ("iso-8859-7", "Ηλεκτρικός βραστήρας από ανοξείδωτο χάλυβα με αυτόματη διακοπή. Αποστολή σε όλη την Ελλάδα."),
        ("windows-1250", "Czajnik ze stali, łatwy w użyciu. Wysyłka w ciągu trzech dni, płatność przy odbiorze."),
        ("iso-8859-2", "Czajnik ze stali, łatwy w użyciu. Wysyłka w ciągu trzech dni, płatność przy odbiorze."),
        ("windows-1250", "Rychlovarná konvice z nerezové oceli. Doručení po celé České republice během tří dnů."),
        (
            "windows-1254",
            "Paslanmaz çelik su ısıtıcısı, otomatik kapanır. Tüm Türkiye'ye ücretsiz gönderim, kapıda ödeme."
        ),
        ("windows-1255", "קומקום חשמלי מנירוסטה עם כיבוי אוטומטי. משלוח לכל הארץ תוך שלושה ימים ותשלום בעת המסירה."),
        ("windows-1256", "غلاية كهربائية من الفولاذ المقاوم للصدأ مع إيقاف تلقائي. التوصيل إلى جميع أنحاء البلاد."),
        ("gbk", "不锈钢电热水壶，自动断电，容量一点七升。三天内全国送货，支持货到付款。"),
        ("big5", "不鏽鋼電熱水壺，自動斷電，容量一點七公升。三天內全國送貨，支援貨到付款。"),
        ("shift_jis", "ステンレス製の電気ケトルです。自動電源オフ機能付き。三日以内に全国へお届けします。"),
        ("euc-jp", "ステンレス製の電気ケトルです。自動電源オフ機能付き。三日以内に全国へお届けします。"),
        ("euc-kr", "자동 전원 차단 기능이 있는 스테인리스 전기 주전자입니다. 삼일 이내에 전국으로 배송해 드립니다."),
        ("windows-1252", "Wasserkocher für die Küche, Größe 1,7 Liter. Lieferung für 5 €, Rückgabe möglich."),
        ("windows-1252", "Bouilloire électrique à arrêt automatique. Livraison à domicile : 5 €."),
    ]

    @Test(arguments: texts)
    func undeclared(_ label: String, _ text: String) throws {
        let page = html(text)
        try expect(page, in: label)
        // English in front of the text, more than a detector reads, says nothing of the text.
        let script = String(repeating: "if (a) { document.write('<b>basket</b>'); }\n", count: 4000)
        try expect("<script>\(script)</script>\(page)", in: label)
    }

    @Test(arguments: texts)
    func declaredAsUTF8(_ label: String, _ text: String) throws {
        try expect(html(text, head: "<meta charset=utf-8>"), in: label)
        try expect(html(text), in: label, charset: "UTF-8")
    }

    // What the page says counts where the server says UTF-8 of all its pages.
    @Test func theServerSaysUTF8AndThePageOtherwise() throws {
        try expect(html("Чай", head: "<meta charset=windows-1251>"), in: "windows-1251", charset: "utf-8")
    }

    // Whoever reads `<meta>` byte by byte reads no UTF-16, whatever it says; and a label may be empty.
    @Test func labelsThatCannotBeAreNone() throws {
        for label in ["utf-16", "utf-16le", "utf-16be"] {
            let page = Array(html("Tea", head: "<meta charset=\(label)>").utf8)
            #expect(PageEncoding.utf8(page + [0xE9]) == page + [0xEF, 0xBF, 0xBD])
        }
        try expect(html(Self.texts[0].text), in: "windows-1251", charset: "")
    }

    // Too short for a detector.
    @Test(
        arguments: [
            ("windows-1251", "ru", "Чайник"), ("windows-1251", "uk-UA", "Чайник"), ("windows-1251", "BG", "Чайник"),
            ("windows-1250", "cs-CZ", "Žárovka"), ("iso-8859-2", "hu", "Őszi"), ("iso-8859-2", "pl", "Żarówka"),
            ("windows-1250", "pl", "Łączność, wieś"), ("iso-8859-7", "el", "Τσάι"), ("windows-1253", "el", "Άσπρο"),
            ("windows-1254", "tr", "Işık"), ("windows-1255", "he", "תה"), ("windows-1256", "fa", "پنجره"),
            ("windows-1257", "lt", "Žalioji arbata"), ("windows-874", "th", "ชา"), ("shift_jis", "ja", "緑茶"),
            ("gbk", "zh-CN", "绿茶"), ("gbk", "zh", "绿茶"), ("big5", "zh-TW", "綠茶"), ("big5", "zh-Hant-HK", "綠茶"),
            ("euc-kr", "ko", "녹차"), ("windows-1252", "de", "Küche"), ("windows-1252", "en", "5 €"),
        ])
    func shortPagesInALanguage(_ label: String, _ language: String, _ text: String) throws {
        try expect("<!DOCTYPE html><html class=\"page\" lang=\"\(language)\">\(html(text))</html>", in: label)
    }

    // To the detector quotation marks alone are Czech, where £ is a letter.
    @Test func signsAreInNoLanguage() throws {
        let news = String(repeating: "<p>\u{201C}New\u{201D}</p>", count: 40)
        try expect("\(news)<b class=price>£5</b>", in: "windows-1252")
    }

    // The language tells what the detector takes for another.
    @Test func theLanguageConfirms() throws {
        let text = "Чайник электрический, 1,7 л"
        try expect("<html lang=ru>\(html(text))", in: "windows-1251")
        try expect("<html lang=ru>\(html(Self.texts[1].text))", in: "koi8-r")
        try expect("<html lang=ja>\(html("ステンレス製の電気ケトルです。"))", in: "euc-jp")
        // A template's language is no proof against text that looks like another's.
        try expect("<html lang=tr>\(html(Self.texts[11].text))", in: "gbk")
    }

    @Test(arguments: ["", "<meta charset=utf-8>"])
    func damagedUTF8StaysUTF8(_ head: String) {
        let page = Array(html(Self.texts[0].text, head: head).utf8)
        for bad in [[0xE9], [0xFF, 0xD0]] as [[UInt8]] {
            let read = String(decoding: PageEncoding.utf8(page + bad), as: UTF8.self)
            #expect(read == String(decoding: page, as: UTF8.self) + String(repeating: "\u{FFFD}", count: bad.count))
        }
        let german = Array(html("Küche, Größe, Rückgabe, möglich", head: head).utf8)
        #expect(PageEncoding.utf8(german + [0xC3]) == german + [0xEF, 0xBF, 0xBD])
        // What visitors wrote may be in another encoding than what they wrote it on.
        let count = head.isEmpty ? 3 : 6
        let read = String(decoding: PageEncoding.utf8(german + [UInt8](repeating: 0xE9, count: count)), as: UTF8.self)
        #expect(read == String(decoding: german, as: UTF8.self) + String(repeating: "\u{FFFD}", count: count))
    }

    @Test(arguments: ["", " ", "\r\n\t "])
    func utf16WithoutAByteOrderMark(_ blanks: String) throws {
        for page in ["<!DOCTYPE html><h1>緑茶</h1><b class=price>$5</b>", "<h1>Tea</h1><b class=price>$5</b>"] {
            let units = Array((blanks + page).utf16)
            let little = units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
            let big = units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
            for bytes in [little, big] {
                #expect(String(decoding: PageEncoding.utf8(bytes), as: UTF8.self) == blanks + page)
                #expect(try ProductPage.read(bytes, fileName: "tea").price == 5)
            }
        }
    }

    @Test(
        arguments: [
            [], [0x3C], [0x3C, 0], [0, 0x3C, 0], [0x3C, 0, 0x61], [0x20, 0, 0x20, 0], [0, 0, 0x3C, 0], [0x3C, 0, 0, 0],
            [0x20, 0, 0x20, 0, 0x3C], [0x3C, 0x61, 0, 0], [0x80], [0xFF], [0xC3],
        ] as [[UInt8]])
    func piecesOfPagesAreNoTrap(_ bytes: [UInt8]) {
        #expect(EncodingGuess.utf16(bytes) == nil)
        #expect(EncodingGuess.encoding(of: bytes, language: "") == nil)
        #expect(PageEncoding.utf8(bytes).count >= bytes.count)
    }

    private func html(_ text: String, head: String = "") -> String {
        "<head>\(head)<title>\(text)</title></head><h1>\(text)</h1><p class=\"text\">\(text)</p><b class=price>$5</b>"
    }

    private func expect(
        _ page: String, in label: String, charset: String? = nil, at location: SourceLocation = #_sourceLocation
    ) throws {
        let bytes = try #require(EncodingTable(label).bytes(page), sourceLocation: location)
        let read = String(decoding: PageEncoding.utf8(bytes, charset: charset), as: UTF8.self)
        #expect(read == page, sourceLocation: location)
    }
}

/// The characters of an encoding of one or two bytes each, as its decoder has them.
private struct EncodingTable {
    private var characters: [Unicode.Scalar: [UInt8]] = [:]

    init(_ label: String) {
        let isSingleByte = ["windows-", "iso-", "koi8-"].contains { label.hasPrefix($0) }
        let all: [[UInt8]] =
            isSingleByte
            ? (0x80...0xFF).map { [$0] }
            : (0x81...0xFE).flatMap { first in (0x40...0xFE).map { [first, $0] } }
        let text = PageEncoding.utf8(Array(all.joined(separator: [0x0A])), charset: label)
        let lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        for (bytes, line) in zip(all, lines) {
            let scalars = String(decoding: line, as: UTF8.self).unicodeScalars
            if scalars.count == 1, let scalar = scalars.first, characters[scalar] == nil { characters[scalar] = bytes }
        }
    }

    func bytes(_ text: String) -> [UInt8]? {
        var result: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let bytes = scalar.isASCII ? [UInt8(scalar.value)] : characters[scalar] else { return nil }
            result += bytes
        }
        return result
    }
}
