import Bowerbird
import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// What a form of the console carries, so that no other page can send it in the name of somebody who is signed in (OWASP:
/// HMAC-based token pattern).
enum FormToken {
    /// For those who need no key, as long as this process runs.
    static let ofThisProcess = text(of: SymmetricKey(size: .bits256))

    /// For a session at the console.
    static func text(of session: String) -> String { text(of: SymmetricKey(data: Data(session.utf8))) }

    private static func text(of key: SymmetricKey) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: Data("form".utf8), using: key)).base64EncodedString()
    }

    /// Lets a form in.
    /// - Throws: ``Problem`` when it comes from another page, or from none.
    static func check(_ given: String?, _ call: Call) throws {
        try SameOrigin.check(call.request)
        guard let wanted = call.admission.formToken else {
            throw Problem(
                .forbidden, "form",
                "forms are for people who have signed in; /openapi.json names the routes for programs")
        }
        guard ConstantTime.areEqual(given ?? "", wanted) else {
            throw Problem(
                .forbidden, "form", "the form is not one of this session; open the page again and send it anew")
        }
    }
}

/// Where a request comes from, as browsers tell.
enum SameOrigin {
    /// - Throws: ``Problem`` when it comes from a page of another site.
    static func check(_ request: Request) throws {
        let site = request.headers[.fetchSite] ?? "same-origin"
        let origin = request.headers[.origin].map { $0.split(separator: "/").last.map(String.init) ?? "" }
        guard ["same-origin", "none"].contains(site), origin == nil || origin == request.head.authority else {
            throw Problem(.forbidden, "cross-site", "pages of other sites may not use the service")
        }
    }
}
