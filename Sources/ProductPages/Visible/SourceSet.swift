/// The pictures that `srcset` names, each with its size.
enum SourceSet {
    /// The address of the largest; of equal ones the last.
    static func largest(_ set: String, _ isAddress: (String) -> Bool) -> String? {
        var set = set
        return set.withUTF8 { bytes in
            var best: (address: String, size: Double)?
            for entry in entries(bytes) {
                let parts = UnsafeBufferPointer(rebasing: bytes[entry]).split(separator: UInt8(ascii: " "))
                guard let first = parts.first else { continue }
                let size =
                    parts.count > 1 ? Double(String(decoding: parts[1].dropLast(), as: UTF8.self)) ?? 0 : 1
                guard best.map({ size >= $0.size }) ?? true else { continue }
                let address = String(decoding: first, as: UTF8.self)
                if isAddress(address) { best = (address, size) }
            }
            return best?.address
        }
    }

    // Commas may stand in addresses; only one with a blank behind it parts them.
    private static func entries(_ bytes: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var entries: [Range<Int>] = []
        var start = 0
        for index in bytes.indices.dropLast()
        where bytes[index] == UInt8(ascii: ",") && bytes[index + 1] == UInt8(ascii: " ") && index >= start {
            entries.append(start..<index)
            start = index + 2
        }
        entries.append(min(start, bytes.count)..<bytes.count)
        return entries
    }
}
