import Crypto
import DataModel
import Foundation
import Storage

/// Where a list was left off: what it was made from and which items have been shown. As text it is one token of URL-safe
/// base64 with a checksum.
struct ListCursor: Sendable, Equatable {
    let modelVersion: String
    let userID: UserID
    /// What the store held when the first page was made.
    let revision: StoreRevision
    private let optionsFingerprint: String
    // Five bytes an item: of a thousand shown, one in a billion others is taken for shown.
    private var shown: [UInt64]
    private let shownSet: Set<UInt64>

    /// A list ends after so many items.
    static let mostItems = 500
    private static let checksumLength = 8
    private static let digestLength = 5

    /// A list that has just begun.
    init(modelVersion: String, userID: UserID, options: ListOptions, revision: StoreRevision) {
        self.init(modelVersion, userID, revision, Self.fingerprint(of: options), [])
    }

    private init(
        _ modelVersion: String, _ userID: UserID, _ revision: StoreRevision, _ fingerprint: String, _ shown: [UInt64]
    ) {
        self.modelVersion = modelVersion
        self.userID = userID
        self.revision = revision
        optionsFingerprint = fingerprint
        self.shown = shown
        shownSet = Set(shown)
    }

    /// How many items have been shown.
    var shownCount: Int { shown.count }

    /// Whether an earlier page held `item`.
    func hasShown(_ item: ItemID) -> Bool { shownSet.contains(Self.digest(item)) }

    /// The same list when `items` have been shown too.
    func showing(_ items: [ItemID]) -> ListCursor {
        ListCursor(modelVersion, userID, revision, optionsFingerprint, shown + items.map(Self.digest))
    }

    /// - Throws: ``CursorError`` unless this list goes on with that model, user and options.
    func check(modelVersion: String, userID: UserID, options: ListOptions) throws(CursorError) {
        guard self.userID == userID else { throw .otherUser(cursor: self.userID, asked: userID) }
        guard self.modelVersion == modelVersion else {
            throw .otherModel(cursor: self.modelVersion, current: modelVersion)
        }
        guard optionsFingerprint == Self.fingerprint(of: options) else { throw .otherOptions }
    }

    private struct Stored: Codable {
        let m: String
        let u: String
        let r: StoreRevision
        let o: String
        let s: Data
    }

    /// The cursor as a token.
    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var bytes: [UInt8] = []
            for digest in shown {
                for place in 0..<Self.digestLength {
                    bytes.append(UInt8(truncatingIfNeeded: digest >> UInt64(8 * place)))
                }
            }
            let body = try encoder.encode(
                Stored(m: modelVersion, u: userID.rawValue, r: revision, o: optionsFingerprint, s: Data(bytes)))
            return (Data(SHA256.hash(data: body).prefix(Self.checksumLength)) + body).base64EncodedString()
                .replacingOccurrences(of: "+", with: "-").replacingOccurrences(of: "/", with: "_")
                .replacingOccurrences(of: "=", with: "")
        }
    }

    /// Reads a token.
    /// - Throws: ``CursorError/damaged`` unless it is one, byte for byte.
    init(_ text: String) throws(CursorError) {
        var base64 = text.replacingOccurrences(of: "-", with: "+").replacingOccurrences(of: "_", with: "/")
        base64 += String(repeating: "=", count: (4 - base64.count % 4) % 4)
        guard let bytes = Data(base64Encoded: base64), bytes.count > Self.checksumLength else { throw .damaged }
        let body = Data(bytes.dropFirst(Self.checksumLength))
        guard Data(SHA256.hash(data: body).prefix(Self.checksumLength)) == bytes.prefix(Self.checksumLength),
            let stored = try? JSONDecoder().decode(Stored.self, from: body), stored.s.count % Self.digestLength == 0
        else { throw .damaged }
        let digests = [UInt8](stored.s)
        let shown = stride(from: 0, to: digests.count, by: Self.digestLength).map { start in
            Self.number(digests[start..<start + Self.digestLength])
        }
        self.init(stored.m, UserID(rawValue: stored.u), stored.r, stored.o, shown)
    }

    private static func digest(_ item: ItemID) -> UInt64 {
        number(Array(SHA256.hash(data: Data(item.rawValue.utf8)).prefix(digestLength))[...])
    }

    // Least significant byte first.
    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }

    // Everything that decides which items come in which order; how many of them a page shows does not.
    private static func fingerprint(of options: ListOptions) -> String {
        let filter = options.filter
        var hash = SHA256()
        func add(_ name: String, _ values: [String]) {
            for part in [name] + values { hash.update(data: Data("\(part.utf8.count):\(part)".utf8)) }
        }
        add("categories", filter.categories)
        add("brands", filter.brands)
        add("included", filter.included.map { $0.map(\.rawValue).sorted() + ["only"] } ?? [])
        add("excluded", filter.excluded.map(\.rawValue).sorted())
        add("prices", [filter.lowestPrice, filter.highestPrice].map { "\($0 ?? .nan)" })
        add("attributes", filter.attributes.flatMap { [$0.name, $0.value] })
        add("seen", [options.includesSeen.map { "\($0)" } ?? "as validation found"])
        add("visit", ["\(options.isWithinVisit)"])
        add("diversity", ["\(options.diversity)"])
        add("caps", [options.mostPerBrand, options.mostPerCategory].map { "\($0 ?? 0)" })
        return String(hash.finalize().hexadecimal.prefix(12))
    }
}

/// Why a list cannot go on where a cursor says.
public enum CursorError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The token is not one that was given out.
    case damaged
    /// The list was made by another model.
    case otherModel(cursor: String, current: String)
    /// The list is another user's.
    case otherUser(cursor: UserID, asked: UserID)
    /// The list was made under other options.
    case otherOptions
    /// Data that the list was made from has been erased.
    case dataErased

    /// What is wrong and what to do about it.
    public var description: String {
        switch self {
        case .damaged:
            "this cursor is not one that was given out, or a part of it is missing: pass next_cursor on unchanged, or ask for the first page again"
        case .otherModel(let cursor, let current):
            "this cursor belongs to the model \(cursor), the current one is \(current): ask for the first page again"
        case .otherUser(let cursor, let asked):
            "this cursor belongs to the list of '\(cursor)', not to that of '\(asked)': pass each user's own cursor"
        case .otherOptions:
            "this cursor belongs to a list with other options: pass the same filters, diversity and caps as for the first page, or ask for the first page again"
        case .dataErased:
            "data has been erased since this cursor was given out: ask for the first page again"
        }
    }
}
