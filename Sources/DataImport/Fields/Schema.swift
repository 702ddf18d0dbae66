/// A field of a kind of row, and the names it goes by.
struct FieldSpecification: Sendable {
    let name: String
    /// Other spellings, in lower case: AWS Personalize's, Gorse's and other common ones.
    let aliases: [String]
    let isRequired: Bool
    /// What it takes of JSON.
    let form: Form

    /// What a field takes of JSON, where values are more than texts.
    enum Form: Sendable {
        /// One text or number.
        case text
        /// One text or number, or several.
        case list
        /// One text or number, or true or false.
        case flag

        /// What to write instead of what is none of it.
        var wanted: String {
            switch self {
            case .text: "one text or number"
            case .list: "a text, or a list of texts"
            case .flag: "true or false"
            }
        }
    }

    init(_ name: String, aliases: [String] = [], isRequired: Bool = false, form: Form = .text) {
        self.name = name
        self.aliases = aliases
        self.isRequired = isRequired
        self.form = form
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
            let distance = names.map { EditDistance.between($0, column.lowercased()) }.min() ?? .max
            return distance <= max(2, field.name.count / 3) ? (column, distance) : nil
        }
        return near.min { $0.distance < $1.distance }?.column
    }
}
