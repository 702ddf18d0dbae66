import DataModel

/// The UCI data set Online Retail: one line of an invoice a row.
///
/// Lines without a customer have nobody to learn from and are left out, counted as rejected. A cancellation is a purchase
/// of a negative quantity. Lines of one invoice that agree in item and price are one purchase of the summed quantity.
enum OnlineRetailDataset {
    static func read(path: String, into body: (DatasetBatch) throws -> Void) throws {
        var open = InvoiceLines()
        var titled: Set<ItemID> = []
        try TableReader.read(OnlineRetailRow.self, path: path, options: TableOptions(format: .csv)) { batch in
            var result = DatasetBatch(rejected: batch.rejected)
            for row in batch.rows {
                result.interactions += open.add(row.interaction)
                result.users += open.isNewUser(row.interaction.userID) ? [row.user] : []
                guard let title = row.title, titled.insert(row.interaction.itemID).inserted else { continue }
                result.products.append(Product(itemID: row.interaction.itemID, title: title))
            }
            try body(result)
        }
        try body(DatasetBatch(interactions: open.close()))
    }
}

/// The lines of the invoice that is being read, those that agree in item and price as one.
private struct InvoiceLines {
    private var lines: [Interaction] = []
    private var users: Set<UserID> = []

    /// Adds a line; returns those of the invoice before it once that is complete.
    mutating func add(_ line: Interaction) -> [Interaction] {
        var complete: [Interaction] = []
        if let last = lines.last, last.sessionID != line.sessionID { complete = close() }
        if let same = lines.firstIndex(where: { $0.itemID == line.itemID && $0.price == line.price }) {
            lines[same].quantity = (lines[same].quantity ?? 0) + (line.quantity ?? 0)
        } else {
            lines.append(line)
        }
        return complete
    }

    mutating func close() -> [Interaction] {
        defer { lines = [] }
        return lines
    }

    mutating func isNewUser(_ user: UserID) -> Bool { users.insert(user).inserted }
}

private struct OnlineRetailRow: ImportableRow {
    static let kindName = "invoice lines"
    static let schema = Schema(
        fields: [
            FieldSpecification("invoiceno", aliases: ["invoice"], isRequired: true),
            FieldSpecification("stockcode", isRequired: true),
            FieldSpecification("description"),
            FieldSpecification("quantity", isRequired: true),
            FieldSpecification("invoicedate", isRequired: true),
            FieldSpecification("unitprice", aliases: ["price"], isRequired: true),
            FieldSpecification("customerid", aliases: ["customer id"], isRequired: true),
            FieldSpecification("country"),
        ], keepsAttributes: false)

    let interaction: Interaction
    let user: User
    let title: String?

    init(_ record: Record) throws(FieldError) {
        guard let customer = record.text(6) else {
            throw FieldError(field: "CustomerID", reason: "it is empty: there is nobody to learn from")
        }
        guard let time = try record.timestamp(4, "InvoiceDate") else {
            throw FieldError(field: "InvoiceDate", reason: "it is empty; every row needs one")
        }
        let userID = UserID(rawValue: customer.hasSuffix(".0") ? String(customer.dropLast(2)) : customer)
        interaction = Interaction(
            userID: userID, itemID: ItemID(rawValue: try record.requiredText(1, "StockCode").uppercased()),
            timestamp: time, eventType: "purchase", quantity: try record.number(3, "Quantity"),
            price: try record.amount(5, "UnitPrice"), currency: "GBP",
            sessionID: try record.requiredText(0, "InvoiceNo"))
        user = User(userID: userID, attributes: record.text(7).map { ["country": [$0]] } ?? [:])
        title = record.text(2)
    }
}
