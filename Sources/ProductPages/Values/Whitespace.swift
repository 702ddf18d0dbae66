/// White space of pages, where any run of it is one blank.
enum Whitespace {
    /// Every run of white space (Unicode's and zero-width) as one blank, none at the ends.
    static func folded(_ text: String) -> String { folded(Array(text.utf8)) }

    /// As for a string; `utf8` is what it consists of.
    static func folded(_ utf8: [UInt8]) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(utf8.count)
        var position = 0
        while position < utf8.count {
            let blank = length(ofBlankAt: position, in: utf8)
            if blank == 0 {
                result.append(utf8[position])
                position += 1
            } else {
                if let last = result.last, last != space { result.append(space) }
                position += blank
            }
        }
        if result.last == space { result.removeLast() }
        return String(decoding: result, as: UTF8.self)
    }

    /// `text` folded; `nil` when nothing is left.
    static func meaningful(_ text: String?) -> String? {
        guard let text else { return nil }
        let folded = folded(text)
        return folded.isEmpty ? nil : folded
    }

    private static let space = UInt8(ascii: " ")

    // How many bytes the white space takes that starts here; 0 when none does. Byte by byte, as pages are long.
    private static func length(ofBlankAt position: Int, in utf8: [UInt8]) -> Int {
        func next(_ offset: Int) -> UInt8 { position + offset < utf8.count ? utf8[position + offset] : 0 }
        switch utf8[position] {
        case 0x09...0x0D, 0x20: return 1
        case 0xC2: return [0x85, 0xA0].contains(next(1)) ? 2 : 0
        case 0xE2 where next(1) == 0x80: return (0x80...0x8B).contains(next(2)) || next(2) == 0xAF ? 3 : 0
        case 0xE2: return next(1) == 0x81 && next(2) == 0x9F ? 3 : 0
        case 0xE3: return next(1) == 0x80 && next(2) == 0x80 ? 3 : 0
        case 0xEF: return next(1) == 0xBB && next(2) == 0xBF ? 3 : 0
        default: return 0
        }
    }
}
