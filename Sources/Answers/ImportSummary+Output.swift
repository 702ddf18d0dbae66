public import Bowerbird
import Storage

extension ImportSummary {
    /// What was stored, in words.
    public var text: String {
        var parts = stored.map { kind, change in kind + " " + StoredImport.Part(kind: kind, change).words }
        if parts.isEmpty { parts = ["no rows"] }
        if rejectedCount > 0 { parts.append("\(rejectedCount) rejected") }
        return parts.joined(separator: "; ")
    }
}
