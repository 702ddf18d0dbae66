import LinearAlgebra

/// What models of customers see: every ``CustomerFeature``, then what the shop knows of the customer besides (country, age,
/// plan): numbers as they are, a column for each frequent value of the rest.
struct CustomerInputs: Sendable, Equatable, Codable {
    /// How attributes become columns.
    let attributes: AttributeSchema

    /// Learns which attributes there are from users known before `day`.
    init(_ log: ActivityLog, before day: Int32) {
        attributes = AttributeSchema(log.users(before: day).map(log.attributes(of:)))
    }

    private init(attributes: AttributeSchema) { self.attributes = attributes }

    /// Every ``CustomerFeature`` and nothing else.
    static let withoutAttributes = CustomerInputs(attributes: AttributeSchema([]))

    /// How many columns there are.
    var columns: Int { CustomerFeatures.columns + attributes.width }

    /// `[users × columns]`, NaN where something is not known.
    func matrix(_ features: CustomerFeatures, of users: [Int], threads: Int) -> Matrix {
        let known = features.matrix(of: users, threads: threads)
        guard attributes.width > 0 else { return known }
        var elements: [Float] = []
        elements.reserveCapacity(users.count * columns)
        for (row, user) in users.enumerated() {
            elements += known.row(row)
            attributes.append(features.log.attributes(of: user), to: &elements)
        }
        return Matrix(rows: users.count, columns: columns, elements: elements)
    }

    /// What attributes of `user` weigh, each in words, from the weights of all columns.
    func attributeReasons(_ log: ActivityLog, user: Int, weights: [Float]) -> [(text: String, weight: Float)] {
        var column = CustomerFeatures.columns
        let own = log.attributes(of: user)
        return attributes.attributes.map { attribute in
            defer { column += attribute.width }
            let values = (own[attribute.name] ?? []).filter { !$0.isEmpty }
            let said = values.isEmpty ? "not known" : values.joined(separator: ", ")
            return ("\(attribute.name): \(said)", weights[column..<column + attribute.width].reduce(0, +))
        }
    }
}
