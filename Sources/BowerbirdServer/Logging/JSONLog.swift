import Answers
import Bowerbird
import Foundation
public import Logging

/// Writes what is logged to standard error, one JSON object a line.
public struct JSONLog: LogHandler {
    private let label: String
    /// What stands in every line.
    public var metadata: Logger.Metadata = [:]
    /// What is less than this is left out.
    public var logLevel: Logger.Level

    /// A log that leaves out what is less than `level`.
    public init(label: String, level: Logger.Level) {
        self.label = label
        logLevel = level
    }

    /// A part of what stands in every line.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes one line.
    public func log(event: LogEvent) {
        let all = metadata.merging(event.metadata ?? [:]) { $1 }
        let fields: [JSONValue.Field] = [
            .init(name: "time", value: .string(Timestamp(seconds: Date().timeIntervalSince1970).iso8601)),
            .init(name: "level", value: .string(event.level.rawValue)),
            .init(name: "message", value: .string(event.message.description)),
        ]
        let rest = all.sorted { $0.key < $1.key }.map {
            JSONValue.Field(name: $0.key, value: .string($0.value.description))
        }
        FileHandle.standardError.write(Data((JSONValue.object(fields + rest).text + "\n").utf8))
    }
}
