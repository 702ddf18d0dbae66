import Foundation

/// The service's own OpenAPI document, and what an answer must be like according to it.
struct APIDocument: @unchecked Sendable {
    let root: [String: Any]

    init(_ bytes: [UInt8]) throws {
        root = try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any] ?? [:]
    }

    /// Every operation, as method and path.
    var operations: [(method: String, path: String)] {
        (root["paths"] as? [String: [String: Any]] ?? [:]).flatMap { path, methods in
            methods.keys.map { ($0.uppercased(), path) }
        }.sorted { $0 < $1 }
    }

    /// The operation that a request goes to.
    func operation(_ method: String, _ target: String) -> [String: Any]? {
        let path = target.split(separator: "?", maxSplits: 1)[0].split(separator: "/", omittingEmptySubsequences: false)
        let paths = root["paths"] as? [String: [String: Any]] ?? [:]
        let match = paths.keys.sorted().first { template in
            let parts = template.split(separator: "/", omittingEmptySubsequences: false)
            return parts.count == path.count && zip(parts, path).allSatisfy { $0.hasPrefix("{") || $0 == $1 }
        }
        return match.flatMap { paths[$0]?[method.lowercased()] as? [String: Any] }
    }

    /// In what an answer differs from what the document promises.
    func faults(_ method: String, _ target: String, _ answer: ServedShop.Answer) -> [String] {
        guard let operation = operation(method == "HEAD" ? "GET" : method, target) else {
            return [401, 404, 405].contains(answer.status)
                ? [] : ["\(answer.status) where the document has no operation"]
        }
        if answer.status == 304 || method == "HEAD" { return [] }
        guard let response = (operation["responses"] as? [String: [String: Any]])?["\(answer.status)"] else {
            return ["the status \(answer.status) is not in the document"]
        }
        let contents = response["content"] as? [String: [String: Any]] ?? [:]
        let type = answer.headers["content-type"]?.split(separator: ";").first.map(String.init) ?? ""
        guard let content = contents[type] else {
            return contents.isEmpty && answer.bytes.isEmpty ? [] : ["the media type '\(type)' is not in the document"]
        }
        guard answer.headers["content-encoding"] == nil, let schema = content["schema"], type.hasSuffix("json") else {
            return []
        }
        guard let json = answer.json else { return ["it is not JSON"] }
        return faults(json, schema, at: "$")
    }

    private func faults(_ value: Any, _ schema: Any, at path: String) -> [String] {
        guard let schema = schema as? [String: Any] else { return [] }
        if let name = (schema["$ref"] as? String)?.split(separator: "/").last {
            let schemas = (root["components"] as? [String: Any])?["schemas"] as? [String: Any]
            guard let target = schemas?[String(name)] else { return ["\(path): there is no schema '\(name)'"] }
            return faults(value, target, at: path)
        }
        if let choices = schema["anyOf"] as? [Any] {
            return choices.contains { faults(value, $0, at: path).isEmpty } ? [] : ["\(path): none of the choices fits"]
        }
        switch schema["type"] as? String {
        case "object": return objectFaults(value, schema, at: path)
        case "array":
            guard let values = value as? [Any] else { return ["\(path): no array"] }
            return values.enumerated().flatMap { faults($1, schema["items"] ?? [:], at: "\(path)[\($0)]") }
        case "string":
            guard let text = value as? String else { return ["\(path): no string"] }
            guard let known = schema["enum"] as? [String], !known.contains(text) else { return [] }
            return ["\(path): '\(text)' is none of \(known)"]
        case "null": return value is NSNull ? [] : ["\(path): not null"]
        case "integer", "number":
            guard let number = value as? NSNumber else { return ["\(path): no number"] }
            return schema["type"] as? String == "number" || number.doubleValue == number.doubleValue.rounded()
                ? [] : ["\(path): no integer"]
        case "boolean": return value is Bool ? [] : ["\(path): no boolean"]
        default: return []
        }
    }

    private func objectFaults(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
        guard let object = value as? [String: Any] else { return ["\(path): no object"] }
        let properties = schema["properties"] as? [String: Any] ?? [:]
        let missing = (schema["required"] as? [String] ?? []).filter { object[$0] == nil }
        var found = missing.map { "\(path): '\($0)' is missing" }
        for (name, value) in object {
            if let property = properties[name] {
                found += faults(value, property, at: "\(path).\(name)")
            } else if let other = schema["additionalProperties"] as? [String: Any] {
                found += faults(value, other, at: "\(path).\(name)")
            } else if schema["additionalProperties"] as? Bool == false {
                found.append("\(path): '\(name)' is not in the document")
            }
        }
        return found
    }
}
