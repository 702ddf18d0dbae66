import Testing

@testable import ProductPages

@Suite struct MoneyTests {
    @Test(arguments: [
        ("$1,299.00", 1299, "USD"), ("1.299,00 €", 1299, "EUR"), ("1 299,50 kr", 1299.5, "SEK"), ("£5", 5, "GBP"),
        ("US$ 19.99", 19.99, "USD"), ("HK$88", 88, "HKD"), ("CHF 1'250.50", 1250.5, "CHF"), ("1.299 €", 1299, "EUR"),
        ("0,99 €", 0.99, "EUR"), ("₹1,23,456.00", 123456, "INR"), ("３，９８０円", 3980, "JPY"), ("12,5 zł", 12.5, "PLN"),
        ("٥٠ SAR", 50, "SAR"), ("12\u{A0}990 ₽", 12990, "RUB"),
    ])
    func readsAmounts(_ text: String, _ amount: Double, _ currency: String) throws {
        let money = try #require(Money(text))
        #expect(money.amount == amount)
        #expect(money.currency == currency)
    }

    @Test func aSingleSeparatorBeforeThreeDigitsDependsOnTheReader() throws {
        #expect(Money("1.299")?.amount == 1299)
        #expect(Money("1.299", isMachineReadable: true)?.amount == 1.299)
        #expect(Money("0.125")?.amount == 0.125)
    }

    @Test func theLanguageDecidesSharedSigns() {
        #expect(Money("¥20", PriceLocale(language: "zh-CN"))?.currency == "CNY")
        #expect(Money("¥20", PriceLocale(language: "ja"))?.currency == "JPY")
        #expect(Money("20 kr", PriceLocale(language: "da"))?.currency == "DKK")
        #expect(Money("20")?.currency == nil)
    }

    @Test func theMarkupAndTheAddressDecideBeforeTheLanguage() {
        #expect(Money("$ 24.990", PriceLocale(language: "es", url: "https://www.tienda.cl/p/1"))?.currency == "CLP")
        #expect(Money("$ 24.990", PriceLocale(language: "es", url: "https://www.tienda.cl/p/1"))?.amount == 24990)
        #expect(Money("$20", PriceLocale(language: "en", url: "https://shop.com/", currency: "CAD"))?.currency == "CAD")
        #expect(Money("Rs. 1,299", PriceLocale(url: "https://shop.pk/"))?.currency == "PKR")
        #expect(Money("1 299 lei")?.currency == "RON")
    }

    @Test func anAmbiguousAmountSaysSo() throws {
        #expect(try #require(Money("$3.350", PriceLocale(language: "en"))).isAmbiguous)
        #expect(try #require(Money("3.350 €", PriceLocale(language: "de"))).isAmbiguous == false)
        let dinar = try #require(Money("3.350 KWD"))
        #expect(dinar.amount == 3.35)
        #expect(!dinar.isAmbiguous)
    }

    @Test func rangesGiveBothEndsAndPercentagesNone() {
        #expect(Money.all(in: "from $349 to $1,299.50").map(\.amount) == [349, 1299.5])
        #expect(Money.all(in: "-20 % €8,00").map(\.amount) == [8])
    }

    @Test func amountsStandAtTheStart() {
        #expect(Money(String(repeating: "a ", count: 2000) + "$5") == nil)
        for count in 330...336 { #expect(Money("$2" + String(repeating: "₪", count: count))?.amount == 2) }
        let text = Array("a₪₪".utf8)
        for (most, count) in [(0, 0), (1, 1), (2, 1), (3, 1), (4, 4), (6, 4), (7, 7), (9, 7)] {
            #expect(text.withUnsafeBufferPointer { Letters.prefix($0, most: most).count } == count)
        }
    }

    @Test func programsWriteExponentsAndSigns() {
        #expect(Money("1.5e2", isMachineReadable: true)?.amount == 150)
        #expect(Money("1E3", isMachineReadable: true)?.amount == 1000)
        #expect(Money("-5.00", isMachineReadable: true) == nil)
        #expect(Money("1.299", isMachineReadable: true)?.amount == 1.299)
        #expect(Money("EUR 5", isMachineReadable: true)?.amount == 5)
    }

    @Test func textWithoutDigitsIsNoAmount() {
        #expect(Money("call us") == nil)
        #expect(Money("") == nil)
    }
}
