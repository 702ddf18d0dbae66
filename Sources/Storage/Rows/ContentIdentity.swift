/// A row's identity from its content: two independent 64-bit digests, so that no two rows are ever taken for one.
enum ContentIdentity {
    static func text(_ fill: (inout RowDigest) -> Void) -> String {
        var first = RowDigest()
        var second = RowDigest(start: 0x9AE1_6A3B_2F90_404F)
        fill(&first)
        fill(&second)
        return "content:" + String(UInt64(bitPattern: first.value), radix: 16) + "-"
            + String(UInt64(bitPattern: second.value), radix: 16)
    }
}
