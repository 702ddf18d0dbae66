import HTTPTypes
import Hummingbird
import Plots

/// A page of the console: a frame around what it shows.
struct ConsolePage {
    let title: String
    let body: HTML
    /// Whether it shows something that goes on, and is asked for again every other second.
    var refreshes = false

    /// What a page may do: show a style sheet, its own unless said otherwise, and send forms, and nothing else. There is no
    /// script.
    static func policy(style: String = "'self'") -> String {
        "default-src 'none'; style-src \(style); form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    }

    /// Whom the address of a page is told to: nobody else. Where it is told to nobody at all, browsers do not say either where
    /// a form comes from (Fetch, 3.2).
    static let referrerPolicy = "same-origin"

    /// The page as it is sent to somebody.
    func response(to visit: ConsoleVisit) -> Response {
        let links: [(path: String, name: String)] = [
            ("/", "Overview"), ("/console/user", "Users"), ("/console/product", "Products"),
            ("/console/query", "Queries"), ("/console/review", "Reviews"), ("/console/segments", "Segments"),
            ("/console/audience", "Audiences"), ("/console/experiments", "Experiments"),
            ("/console/models", "Models"), ("/console/evaluation", "Evaluation"), ("/console/imports", "Imports"),
            ("/console/jobs", "Jobs"), ("/console/settings", "Settings"),
        ]
        let navigation = HTML(joining: links.map { "<a href=\"\($0.path)\">\($0.name)</a>" })
        let page = Self.frame(
            title,
            head: """
                \(refreshes ? "<meta http-equiv=\"refresh\" content=\"2\">" : "")
                <link rel="stylesheet" href="/console/style.css">
                """,
            beside: """
                <nav aria-label="Pages">\(navigation)</nav>
                \(visit.admission.session == nil ? "" : visit.button("Sign out", "/console/sign-out"))
                """, body)
        return Response(
            status: .ok,
            headers: [
                .contentType: MediaType.html + "; charset=utf-8", .cacheControl: "no-store",
                .contentSecurityPolicy: Self.policy(), .referrerPolicy: Self.referrerPolicy,
            ], body: ResponseBody(byteBuffer: ByteBuffer(string: page.text)))
    }

    /// What every page has around it.
    /// - Parameters:
    ///   - head: what else its head holds, at least a style sheet.
    ///   - beside: what stands beside the name of the program.
    static func frame(_ title: String, head: HTML, beside: HTML = "", _ body: HTML) -> HTML {
        """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>\(title) – Bowerbird</title>
        \(head)
        </head>
        <body>
        <header><strong>Bowerbird</strong>\(beside)</header>
        <main>
        <h1>\(title)</h1>
        \(body)
        </main>
        </body>
        </html>

        """
    }

    /// A form with one line.
    static func form(_ path: String, _ name: String, _ label: String, _ value: String?) -> HTML {
        """
        <form action="\(path)" method="get" role="search">
        <label for="\(name)">\(label)</label>
        <input id="\(name)" name="\(name)" value="\(value ?? "")" autocomplete="off" required>
        <button type="submit">Show</button>
        </form>
        """
    }

    /// A table that scrolls in itself where the screen is narrow.
    static func table(_ caption: String, _ columns: [String], _ rows: [[HTML]]) -> HTML {
        guard !rows.isEmpty else { return "<h2>\(caption)</h2><p class=\"none\">None.</p>" }
        let head = HTML(joining: columns.map { "<th scope=\"col\">\($0)</th>" })
        let body = HTML(
            joining: rows.map { row in "<tr>\(HTML(joining: row.map { "<td>\($0)</td>" }))</tr>" })
        return """
            <h2>\(caption)</h2>
            <div class="wide" tabindex="0" role="region" aria-label="\(caption)">
            <table><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table>
            </div>
            """
    }

    /// Names and what they stand for.
    static func facts(_ facts: [(String, String)]) -> HTML {
        "<dl>\(HTML(joining: facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }))</dl>"
    }

    /// The style sheet, with that of the charts.
    static let css = PlotStyle.css + "\n" + ownCSS

    private static let ownCSS = """
        :root { color-scheme: light dark; --ink: #1c2733; --paper: #fff; --faint: #5a6875; --line: #d5dce3; --card: #f4f6f8;
            --link: #0b5cad; --good: #1b7a43; --bad: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e4e9ee; --paper: #14191f; --faint: #9aa8b5;
            --line: #333d48; --card: #1d242c; --link: #7ab8f5; --good: #6fd39a; --bad: #ff9d94; } }
        * { box-sizing: border-box; }
        body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
        header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: .75rem 1rem; border-bottom: 1px solid var(--line); }
        nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
        a { color: var(--link); }
        main { max-width: 64rem; margin: 0 auto; padding: 0 1rem 3rem; }
        h1 { font-size: 1.5rem; overflow-wrap: anywhere; }
        h2 { font-size: 1.1rem; margin-top: 2rem; }
        header form { margin: 0 0 0 auto; }
        main form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin: 1rem 0; }
        input { flex: 1 1 12rem; min-width: 0; font: inherit; padding: .4rem .6rem; color: inherit; background: var(--card);
            border: 1px solid var(--faint); border-radius: .3rem; }
        button { font: inherit; padding: .4rem 1rem; border: 0; border-radius: .3rem; color: var(--paper);
            background: var(--link); }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .75rem; margin: 1rem 0; }
        dl div { background: var(--card); border-radius: .4rem; padding: .5rem .75rem; }
        dt { color: var(--faint); font-size: .85rem; }
        dd { margin: 0; font-weight: 600; overflow-wrap: anywhere; }
        .wide { overflow-x: auto; }
        pre { overflow-x: auto; padding: .75rem; background: var(--card); border-radius: .4rem; font-size: .85rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); }
        th { color: var(--faint); font-size: .85rem; font-weight: 600; white-space: nowrap; }
        td form { margin: 0; }
        td ul { margin: 0; padding-left: 1.1rem; min-width: 16rem; }
        .for { color: var(--good); }
        .against { color: var(--bad); }
        .none, .note { color: var(--faint); }
        mark { background: none; color: inherit; border-bottom: .2rem solid var(--line); padding: 0 .1rem; }
        mark.for { border-color: var(--good); }
        mark.against { border-color: var(--bad); }
        blockquote { margin: 1rem 0; font-size: 1.1rem; overflow-wrap: anywhere; }

        """
}
