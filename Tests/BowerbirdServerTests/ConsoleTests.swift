import Bowerbird
import Foundation
import TestSupport
import Testing

/// Pages for people.
@Suite struct ConsoleTests {
    @Test func pagesShowWhatTheyAreFor() async throws {
        try await ServedShop.with { served in
            let overview = try await served.get("/")
            #expect(overview.status == 200 && overview.text.contains("<dt>Interactions</dt><dd>180</dd>"))
            #expect(overview.text.contains(served.shop.bundles.currentVersion() ?? "none"))
            let user = try await served.get("/console/user?user=u0")
            #expect(user.text.contains("<h2>List</h2>") && user.text.contains("<span class=\"for\">+"))
            #expect(user.text.contains("<a href=\"/console/product?item=a\">Tent &lt;two&gt;</a>"))
            let product = try await served.get("/console/product?item=a")
            #expect(product.text.contains("<h1>Tent &lt;two&gt;</h1>") && product.text.contains("What goes with it"))
            let query = try await served.get("/console/query?q=tent+for+two")
            #expect(query.text.contains("<td>Tents</td>") && query.text.contains(">tent</mark>"))
            #expect(query.text.contains("most like it") && query.text.contains("<td>small tent</td>"))
            let review = try await served.get("/console/review?text=it+leaks")
            #expect(review.text.contains("<h2>Why negative</h2>"))
            let segments = try await served.get("/console/segments")
            #expect(segments.text.contains("What sets it apart") && segments.text.contains("<svg"))
            #expect(try await served.get("/console/experiments").text.contains("None was begun"))
            let models = try await served.get("/console/models")
            #expect(models.text.contains("<td>current</td>") && models.text.contains("<dt>State</dt><dd>none</dd>"))
            let style = try await served.get("/console/style.css")
            #expect(style.text.contains("prefers-color-scheme"))
        }
    }

    @Test func aProductShowsItsReviewsOverTime() async throws {
        let reviews = ["2026-01-03,5,dry and light", "2026-01-20,4,dry <all> night", "2026-02-02,1,the zip broke"]
        try await ServedShop.with(prepare: { shop in
            try withTemporaryFolder { folder in
                let rows = ["item_id,timestamp,rating,text"] + reviews.map { "a,\($0)" }
                let path = try folder.writing(rows.joined(separator: "\n") + "\n", as: "more reviews.csv")
                try shop.importTable(.reviews, path: path)
            }
        }) { served in
            let page = try await served.get("/console/product?item=a").text
            #expect(page.contains("<dt>Reviews</dt><dd>3</dd>"))
            // (1 + 0.75 + 0) / 3
            #expect(page.contains("<dd>0.583</dd>"))
            #expect(page.contains("Opinion of the reviews by month") && page.contains("2026-02"))
            #expect(!page.contains("<all>"))
            #expect(try await !served.get("/console/product?item=b").text.contains("<h2>Reviews</h2>"))
        }
    }

    @Test func importsAreShownWithWhatWasLeftOut() async throws {
        try await ServedShop.with(prepare: { shop in
            try withTemporaryFolder { folder in
                let rows = "user_id,item_id,timestamp\nu1,a,2026-05-01\nu2,a,<b>soon</b>\n"
                try shop.importTable(.interactions, path: try folder.writing(rows, as: "may.csv"))
            }
        }) { served in
            let page = try await served.get("/console/imports").text
            #expect(page.contains("may.csv") && page.contains("<li>interactions: 1 new</li>"))
            #expect(page.contains("may.csv:3: timestamp: &#39;&lt;b&gt;soon&lt;/b&gt;&#39; is not a time"), "\(page)")
        }
    }

    @Test func nothingThatIsTypedBecomesMarkup() async throws {
        try await ServedShop.with { served in
            let attack = "%22%3E%3Cscript%3Ealert(1)%3C/script%3E'"
            for path in ["/console/user?user=", "/console/product?item=", "/console/query?q=", "/console/review?text="]
            {
                let page = try await served.get(path + attack)
                #expect(
                    page.status == 200 && !page.text.contains("<script") && page.text.contains("&lt;script"), "\(path)")
                #expect(
                    page.headers["content-security-policy"]?.hasPrefix("default-src 'none'; style-src 'self'") == true)
            }
        }
    }

    @Test func anExperimentIsShownWithItsConclusion() async throws {
        try await ServedShop.with(prepare: { try $0.train(TrainingOptions(preset: .fast, seed: 7)) }) { served in
            let name = "<new> year"
            try served.shop.startExperiment(name, at: Timestamp(seconds: 1_700_000_000))
            let none = try await served.get("/console/experiments")
            #expect(none.text.contains("<h1>Experiment &lt;new&gt; year</h1>"))
            #expect(none.text.contains("Conclusion: nothing yet: a side has no users."))
            try served.shop.store.note(
                (0..<60).map { number in
                    Exposure(
                        experiment: name, userID: UserID(rawValue: "u\(number)"), isTreatment: number < 30,
                        firstAt: Timestamp(seconds: 1_767_225_000))
                })
            let page = try await served.get("/console/experiments?experiment=%3Cnew%3E%20year")
            #expect(page.text.contains("Conclusion: no difference is shown.") && page.text.contains("<svg"))
            #expect(page.text.contains("<td>treatment</td>") && page.text.contains("<td>30</td>"))
            let unknown = try await served.get("/console/experiments?experiment=%3Cb%3E")
            #expect(unknown.text.contains("There is none called &lt;b&gt;."))
        }
    }

    @Test func beforeATrainingItSaysSo() async throws {
        try await ServedShop.with(trained: false) { served in
            let overview = try await served.get("/")
            #expect(overview.status == 200 && overview.text.contains("bowerbird train"))
            let user = try await served.get("/console/user?user=x")
            #expect(user.status == 200 && user.text.contains("no model has been trained yet"))
        }
    }
}
