import Crypto
import Foundation
import HTTPTypes
import Hummingbird

/// A problem as people are told of it: on a page, with the field for a key where one is missing.
enum ProblemPage {
    static func response(_ problem: Problem, to request: Request) -> Response {
        var headers = problem.headers
        // Browsers answer a challenge of Basic with a window of their own.
        if problem.status == .unauthorized { headers[.wwwAuthenticate] = "Bearer realm=\"bowerbird\"" }
        headers[.contentType] = MediaType.html + "; charset=utf-8"
        headers[.cacheControl] = "no-store"
        headers[.contentSecurityPolicy] = ConsolePage.policy(style: styleSource)
        headers[.referrerPolicy] = ConsolePage.referrerPolicy
        let title = problem.status == .unauthorized ? "Sign in" : problem.status.reasonPhrase
        let body: HTML =
            problem.status == .unauthorized
            ? signIn(request) : "<p>\(problem.detail)</p><p><a href=\"/\">Overview</a></p>"
        let page = ConsolePage.frame(title, head: "<style>\(HTML(drawing: ConsolePage.css))</style>", body)
        return Response(
            status: problem.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: page.text)))
    }

    private static func signIn(_ request: Request) -> HTML {
        let wasTried = request.method == .post
        return """
            \(wasTried ? "<p class=\"against\" role=\"alert\">This key is not known, or was revoked.</p>" : "")
            <form action="/console/sign-in" method="post">
            <label for="key">Key</label>
            <input id="key" name="key" type="password" autocomplete="current-password" required autofocus>
            <input type="hidden" name="next" value="\(wasTried ? "/" : ConsoleForm.localPath(request.uri.string))">
            <button type="submit">Sign in</button>
            </form>
            <p class="note"><code>bowerbird keys create NAME --scope admin</code> makes one.</p>
            """
    }

    // The style sheet stands in the page, as nothing else is sent to those who have no key.
    private static let styleSource =
        "'sha256-" + Data(SHA256.hash(data: Data(ConsolePage.css.utf8))).base64EncodedString() + "'"
}

extension Request {
    /// Whether it is a browser's, asking for a page.
    var acceptsHTML: Bool { headers[.accept]?.contains(MediaType.html) == true }
}
