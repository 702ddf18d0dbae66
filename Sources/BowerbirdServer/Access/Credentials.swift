import Foundation
import HTTPTypes
import Hummingbird

/// Where a request may carry a key.
enum Credentials {
    static func key(in request: Request) -> String? {
        if let key = request.headers[.apiKey] { return key }
        guard let header = request.headers[.authorization] else { return nil }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return nil }
        switch parts[0].lowercased() {
        case "bearer": return String(parts[1])
        // What browsers ask people for. They send it along with requests that other pages make, so that it only reads.
        case "basic" where request.method == .get || request.method == .head:
            guard let data = Data(base64Encoded: String(parts[1])) else { return nil }
            let pair = String(decoding: data, as: UTF8.self).split(separator: ":", maxSplits: 1)
            return pair.count == 2 ? String(pair[1]) : nil
        default: return nil
        }
    }

    /// The token of a session at the console that the browser holds.
    static func session(in request: Request) -> String? {
        for header in request.headers[values: .cookie] {
            for pair in header.split(separator: ";") {
                let parts = pair.split(separator: "=", maxSplits: 1)
                if parts.count == 2, parts[0].trimmingPrefix(while: \.isWhitespace) == sessionCookie {
                    return String(parts[1])
                }
            }
        }
        return nil
    }

    /// The name of the cookie with the token of a session at the console.
    static let sessionCookie = "bowerbird_session"
}

extension HTTPField.Name {
    static let apiKey = Self("X-API-Key")!
}
