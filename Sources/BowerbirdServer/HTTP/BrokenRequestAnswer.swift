import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Tells in words what the framework refuses without any: a request that is no HTTP/1.1, and so never comes to a route.
final class BrokenRequestAnswer: ChannelOutboundHandler, RemovableChannelHandler {
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private static let problem = Problem(
        .badRequest, "no-http",
        "this is no HTTP/1.1: letters outside of ASCII stand percent-encoded in paths and queries, such as %C3%A4 for ä, and blanks as %20"
    )

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .head(var head) = unwrapOutboundIn(data), head.status == .badRequest,
            head.headerFields[.contentLength] == "0"
        else { return context.write(data, promise: promise) }
        // Every refusal of ours has a body: this one is the framework's, and the connection ends with it.
        let requestID = RequestName.next()
        let body = ByteBuffer(string: Self.problem.text(requestID))
        head.headerFields[.contentLength] = "\(body.readableBytes)"
        head.headerFields[.contentType] = MediaType.problem
        head.headerFields[.cacheControl] = "no-store"
        head.headerFields[.requestID] = requestID
        for field in SecurityHeaders.all { head.headerFields.append(field) }
        context.write(wrapOutboundOut(.head(head)), promise: promise)
        context.write(wrapOutboundOut(.body(body)), promise: nil)
    }
}
