import Answers
import Bowerbird
import Foundation
import Hummingbird

/// Routes in the spelling of Gorse's API, so that its clients work unchanged.
enum GorseRoute {
    static let count = Endpoint.Parameter.query("n", "How many at most.", .integers(0...1000, default: 10))
    static let offset = Endpoint.Parameter.query("offset", "How many to pass over.", .integers(0...1000, default: 0))
    static let cursor = Endpoint.Parameter.query("cursor", "The Cursor of the answer before.", .text)

    /// How many rows an operation touched.
    static func affected(_ count: Int) -> JSONValue { .record(["RowAffected": .integer(count)]) }

    /// Items with their scores.
    static func scores(_ items: [RecommendedItem]) -> JSONValue {
        .array(items.map { .record(["Id": .string($0.itemID.rawValue), "Score": .float($0.score)]) })
    }

    /// Rows of a body, all of which must be good.
    /// - Parameter isOne: whether it is one object rather than an array.
    static func rows<Row: ImportableRow>(
        _ type: Row.Type, _ bytes: [UInt8], defaults: [String: String] = [:]
    ) throws -> [Row] {
        let batch = try JSONRows.read(type, bytes, isLines: false, defaults: defaults)
        if let bad = batch.rejected.first {
            throw Problem(
                .badRequest, "rows-rejected", "entry \(bad.line): \(bad.field.map { $0 + ": " } ?? "")\(bad.reason)")
        }
        return batch.rows
    }

    static func now() -> String { Timestamp(seconds: Date().timeIntervalSince1970).iso8601 }
}

extension Call {
    fileprivate func gorseBody() async throws -> [UInt8] {
        try await body(of: [MediaType.json], limit: ServerSettings.largestRowBody).bytes
    }
}

extension Service {
    /// A route of Gorse's that stores rows.
    func gorseWrite<Row: ImportableRow>(
        _ method: HTTPRequest.Method, _ path: String, _ name: String, _ type: Row.Type,
        parameter: Endpoint.Parameter? = nil, _ add: @escaping @Sendable (inout NewRows, [Row]) -> Void
    ) -> Endpoint {
        Endpoint(
            method: method, path: path, name: name, scope: .write,
            summary: "Gorse: stores \(Row.kindName) in Gorse's spelling.", parameters: parameter.map { [$0] } ?? [],
            body: .init(contents: [(MediaType.json, .anyOf([.object, .list(.object)]))]),
            answer: .init(summary: "How many rows.", schema: .fields(["RowAffected": .integer])),
            problems: Self.writeProblems,
            handler: { [self] call in
                var defaults = type == Interaction.self ? ["timestamp": GorseRoute.now()] : [:]
                if parameter?.name == "item" { defaults["item_id"] = try call.parameter("item") }
                if parameter?.name == "user" { defaults["user_id"] = try call.parameter("user") }
                var rows = NewRows()
                add(&rows, try GorseRoute.rows(type, try await call.gorseBody(), defaults: defaults))
                let new = rows
                let stored = try await writes.write(size: new.count, effect: new.effect) { try new.write(to: $0) }
                metrics.count(stored)
                return Response(GorseRoute.affected(new.count), to: call.request)
            })
    }

    /// A route of Gorse's that reads.
    func gorseRead(
        _ path: String, _ name: String, _ parameters: [Endpoint.Parameter], _ schema: Schema,
        scope: AccessScope? = .read, problems: [HTTPResponse.Status] = [],
        _ answer: @escaping @Sendable (Call, QueryItems) throws -> JSONValue
    ) -> Endpoint {
        Endpoint(
            method: .get, path: path, name: name, scope: scope, summary: "Gorse: \(name.dropFirst(5)).",
            parameters: parameters, answer: .init(summary: "In Gorse's spelling.", schema: schema),
            problems: problems,
            handler: { call in Response(try answer(call, try call.query(parameters)), to: call.request) })
    }

    /// A route of Gorse's that erases.
    func gorseErase(
        _ path: String, _ name: String, _ parameters: [Endpoint.Parameter], effect: WriteEffect = .everything,
        _ body: @escaping @Sendable (any StoreWriter, Call) throws -> Int
    ) -> Endpoint {
        Endpoint(
            method: .delete, path: path, name: name, scope: .admin, summary: "Gorse: \(name.dropFirst(5)).",
            parameters: parameters,
            answer: .init(summary: "How many rows.", schema: .fields(["RowAffected": .integer])),
            problems: [.serviceUnavailable],
            handler: { [self] call in
                let count = try await writes.write(size: 1, effect: effect) { try body($0, call) }
                try shop.store.scrub()
                audit(name, call)
                return Response(GorseRoute.affected(count), to: call.request)
            })
    }
}
