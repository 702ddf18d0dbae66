/// The elements that reading a page depends on; every other name is `other`.
enum Tag: UInt8, CaseIterable, Sendable {
    /// A run of text, which is no element.
    case text
    case other
    case a, abbr, address, area, article, aside, audio, b, base, big, blockquote, body, br, button, caption, center,
        code
    case col, colgroup, data, dd, del, details, dialog, dir, div, dl, dt, em, embed, fieldset, figcaption, figure, font
    case footer, form, frame, frameset, h1, h2, h3, h4, h5, h6, head, header, hgroup, hr, html, i, iframe, img, input,
        ins
    case label, legend, li, link, listing, main, map, mark, marquee, math, menu, meta, meter, nav, nobr, noembed,
        noframes
    case noscript, object, ol, optgroup, option, output, p, param, picture, plaintext, pre, s, script, section, select
    case small, source, span, strike, strong, style, sub, summary, sup, svg, table, tbody, td, template, textarea, tfoot
    case th, thead, time, title, tr, track, tt, u, ul, `var`, video, wbr, xmp

    /// Elements by their names in lower case.
    static let names = NameTable(allCases.filter { $0 != .text && $0 != .other }.map { ("\($0)", $0) })

    /// What the HTML standard says of an element.
    struct Traits: OptionSet, Sendable {
        let rawValue: UInt8
        /// Never has content.
        static let void = Traits(rawValue: 1)
        /// Everything up to the end tag is text.
        static let rawText = Traits(rawValue: 2)
        /// Starting it ends an open paragraph.
        static let endsParagraph = Traits(rawValue: 4)
        /// End tags of inline elements do not reach beyond it.
        static let special = Traits(rawValue: 8)
        /// End tags of other blocks do not reach beyond it.
        static let scope = Traits(rawValue: 16)
        /// Stands on lines of its own, so that words left and right of it are apart.
        static let block = Traits(rawValue: 32)
        /// What is inside is not read by people.
        static let unseen = Traits(rawValue: 64)
    }

    var traits: Traits {
        switch self {
        case .address, .article, .aside, .blockquote, .center, .dd, .details, .dialog, .dir, .div, .dl, .dt, .fieldset,
            .figcaption, .figure, .footer, .form, .h1, .h2, .h3, .h4, .h5, .h6, .header, .hgroup, .li, .listing, .main,
            .menu, .nav, .ol, .p, .plaintext, .pre, .section, .summary, .ul:
            [.endsParagraph, .special, .block]
        case .area, .base, .col, .embed, .frame, .img, .input, .link, .meta, .param, .source, .track, .wbr: .void
        case .colgroup, .frameset, .head, .tbody, .tfoot, .thead: .special
        case .body, .button, .select, .tr: [.special, .block]
        case .caption, .td, .th: [.special, .scope, .block]
        case .html, .marquee, .object: [.special, .scope]
        case .iframe, .title: [.rawText, .special, .unseen]
        case .label, .option: .block
        case .math, .svg: .unseen
        case .noembed, .noframes: .rawText
        case .script, .style: [.rawText, .unseen]
        case .br: [.void, .block]
        case .hr: [.void, .endsParagraph, .special, .block]
        case .noscript: [.special, .unseen]
        case .table: [.endsParagraph, .special, .scope, .block]
        case .template: [.special, .scope, .unseen]
        case .textarea: [.rawText, .block, .unseen]
        case .xmp: [.rawText, .endsParagraph, .special, .block]
        default: []
        }
    }
}
