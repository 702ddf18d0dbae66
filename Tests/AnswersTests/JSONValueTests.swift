import Answers
import Foundation
import Testing

@Suite struct JSONValueTests {
    @Test func fieldsKeepTheirOrder() {
        let value = JSONValue.object([
            .init(name: "z", value: .array([.integer(1), .null, .bool(true)])),
            .init(name: "a", value: .object([])),
            .init(name: "m", value: .number(0.25)),
        ])
        #expect(value.text == #"{"z":[1,null,true],"a":{},"m":0.25}"#)
        #expect(Array(value.text.utf8) == value.bytes)
    }

    @Test func onlyWhatMustBeEscapedIs() {
        #expect(JSONValue.string("").text == #""""#)
        #expect(JSONValue.string("\"\\\n\r\t\u{0}\u{1F}").text == #""\"\\\n\r\t\u0000\u001f""#)
        #expect(JSONValue.string("手袋 – é / 👜\u{7F}").text == "\"手袋 – é / 👜\u{7F}\"")
    }

    /// Another reader finds every character again, alone and between others.
    @Test func everyCharacterComesBack() throws {
        let scalars = (0..<0x300).compactMap { Unicode.Scalar(UInt32($0)) } + ["\u{2028}", "\u{FFFD}", "\u{10FFFF}"]
        for scalar in scalars {
            for text in [String(scalar), "a\(scalar)b\(scalar)"] {
                let read =
                    try JSONSerialization.jsonObject(
                        with: Data(JSONValue.array([.string(text)]).bytes)) as? [String]
                #expect(read == [text], "U+\(String(scalar.value, radix: 16))")
            }
        }
    }

    @Test func whatIsNotFiniteIsNull() {
        #expect(JSONValue.array([.number(.nan), .number(.infinity), .float(-.infinity)]).text == "[null,null,null]")
        #expect(JSONValue.array([.float(0.1), .number(3), .number(-1e300)]).text == "[0.1,3,-1e+300]")
        // Beyond 2²⁴ the shortest digits that mean a `Float` are not those of its value.
        let floats: [JSONValue] = [.float(3), .float(-0.0), .float(1e-5), .float(16_777_215), .float(123_456_792)]
        #expect(JSONValue.array(floats).text == "[3,0,1e-05,16777215,123456790]")
        #expect(JSONValue.float(.nan).cell.isEmpty && JSONValue.float(0.5).cell == "0.5")
    }

    @Test func amountsHaveNoNoise() {
        let amounts: [(Float, String)] = [
            (9.500001, "9.5"), (8.600006, "8.60001"), (0, "0"), (-0.1, "-0.1"), (1234.5678, "1234.57"),
            (999_999.9, "1000000"), (1_234_567, "1234570"), (0.0123456, "0.012346"), (0.0000001, "0"), (.nan, "null"),
            (.infinity, "null"), (16_777_216, "16777200"),
        ]
        for (value, text) in amounts { #expect(JSONValue.amount(value).text == text, "\(value)") }
    }
}
