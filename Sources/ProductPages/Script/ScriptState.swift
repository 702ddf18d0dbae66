import Foundation

/// State that pages leave in scripts for their own programs: `<script type="application/json">`, `window.state = {…}`,
/// `dataLayer.push({…})`.
enum ScriptState {
    // Behind this much of values a page's scripts are no product page's any more.
    private static let mostValues = 200_000
    private static let shortestObject = 40
    private static let mostReads = 8

    /// The values of all scripts that hold any, in their order.
    static func tapes(_ page: PageTree) -> [JSONTape] {
        var tapes: [JSONTape] = []
        var left = mostValues
        for node in page.elements(.script) where left > 0 && !page.hasAttribute(.src, of: node) {
            let type = page.scriptType(of: node)
            let range = page.source(of: node)
            guard range.count >= shortestObject, !type.holds("ld+json") else { continue }
            if type.holds("json") {
                if let tape = JSONReader.read(page.bytes, in: range, mostValues: left) {
                    tapes.append(tape)
                    left -= tape.values.count
                }
            } else if type.isEmpty || type.holds("javascript") || type.elementsEqual("module".utf8) {
                for tape in objects(page.bytes, range, mostValues: left) {
                    tapes.append(tape)
                    left -= tape.values.count
                }
            }
        }
        return tapes
    }

    // Objects that are assigned or handed over: an opening brace behind "=" or "(", with a name and a colon inside.
    private static func objects(_ bytes: [UInt8], _ range: Range<Int>, mostValues: Int) -> [JSONTape] {
        var tapes: [JSONTape] = []
        var left = mostValues
        var position = range.lowerBound
        // An object that is none may be read up to the script's end; not many of them are.
        var mostBytes = range.count * mostReads
        while position < range.upperBound, left > 0, mostBytes > 0,
            let brace = find(UInt8(ascii: "{"), bytes, position..<range.upperBound)
        {
            position = brace + 1
            guard let before = last(bytes, range.lowerBound..<brace), isOpening(before),
                isLiteral(bytes, brace + 1, range.upperBound)
            else { continue }
            var end = brace
            let tape = JSONReader.read(bytes, at: &end, end: range.upperBound, mostValues: left)
            mostBytes -= end - brace
            if let tape,
                tape.values.count > 2
            {
                tapes.append(tape)
                left -= tape.values.count
                position = max(position, end)
            }
        }
        return tapes
    }

    private static func find(_ byte: UInt8, _ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress, let found = memchr(base + range.lowerBound, Int32(byte), range.count)
            else { return nil }
            return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
        }
    }

    private static func last(_ bytes: [UInt8], _ range: Range<Int>) -> UInt8? {
        var index = range.upperBound - 1
        while index >= range.lowerBound, index > range.upperBound - 16 {
            if bytes[index] > 0x20 { return bytes[index] }
            index -= 1
        }
        return nil
    }

    private static func isOpening(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte == UInt8(ascii: ",")
            || byte == UInt8(ascii: ":")
    }

    private static func isLiteral(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Bool {
        var index = start
        while index < end, bytes[index] <= 0x20 { index += 1 }
        let first = index
        while index < end, index - first < 60 {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") { return index > first }
            let isName =
                byte.isASCIILetter || byte.isASCIIDigit || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
                || byte == UInt8(ascii: "_")
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "$") || byte == UInt8(ascii: "@")
                || byte == UInt8(ascii: ".") || byte <= 0x20
            if !isName { return false }
            index += 1
        }
        return false
    }
}
