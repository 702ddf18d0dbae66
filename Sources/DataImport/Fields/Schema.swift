/// A field of a kind of row, and the names it goes by.
struct FieldSpecification: Sendable {
    let name: String
    /// Other spellings, in lower case: AWS Personalize's, Gorse's and other common ones.
    let aliases: [String]
    let isRequired: Bool

    init(_ name: String, aliases: [String] = [], isRequired: Bool = false) {
        self.name = name
        self.aliases = aliases
        self.isRequired = isRequired
    }
}

/// The fields of a kind of row.
public struct Schema: Sendable {
    let fields: [FieldSpecification]
    /// Whether columns that are no field are kept as attributes.
    let keepsAttributes: Bool

    /// Which field a column gives, `nil` for none. `mapping` (theirs → ours) goes before every known spelling.
    func field(ofColumn column: String, mapping: [String: String]) -> Int? {
        if let ours = mapping[column] { return fields.firstIndex { $0.name == ours } }
        let name = column.lowercased()
        // A field that a mapping gives is not also given by its usual name.
        let taken = Set(mapping.values)
        return fields.firstIndex { field in
            !taken.contains(field.name) && (field.name == name || field.aliases.contains(name))
        }
    }

    /// The column whose name is most like that of `field`, if any is near.
    func suggestion(for field: FieldSpecification, among columns: [String]) -> String? {
        let names = [field.name] + field.aliases
        let near = columns.compactMap { column -> (column: String, distance: Int)? in
            let distance = names.map { Self.distance($0, column.lowercased()) }.min() ?? .max
            return distance <= max(2, field.name.count / 3) ? (column, distance) : nil
        }
        return near.min { $0.distance < $1.distance }?.column
    }

    // Levenshtein's distance.
    private static func distance(_ left: String, _ right: String) -> Int {
        let right = Array(right)
        var row = Array(0...right.count)
        for (i, character) in left.enumerated() {
            var diagonal = row[0]
            row[0] = i + 1
            for j in right.indices {
                let change = diagonal + (character == right[j] ? 0 : 1)
                diagonal = row[j + 1]
                row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
            }
        }
        return row[right.count]
    }
}
