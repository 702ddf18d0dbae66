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
        #expect(Money("¥20", language: "zh-CN")?.currency == "CNY")
        #expect(Money("¥20", language: "ja")?.currency == "JPY")
        #expect(Money("20 kr", language: "da")?.currency == "DKK")
        #expect(Money("20")?.currency == nil)
    }

    @Test func textWithoutDigitsIsNoAmount() {
        #expect(Money("call us") == nil)
        #expect(Money("") == nil)
    }
}
