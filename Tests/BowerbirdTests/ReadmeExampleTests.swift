import Bowerbird
import Foundation
import TestSupport
import Testing

/// The README's example is this file's example, and it works.
@Suite struct ReadmeExampleTests {
    private func example(folder: URL, eventsFile: String, reviewsFile: String) throws {
        // README begins
        let shop = try Shop(at: folder)
        try shop.importTable(.interactions, path: eventsFile)
        try shop.importTable(.reviews, path: reviewsFile)

        let model = try shop.train()
        for item in try model.recommend(for: "k4", ListOptions(top: 3, explained: true)).items {
            print(item.rank, item.itemID, item.score, item.reasons.first?.text ?? "")
        }
        let answer = try model.sentiment(of: "Leaks at the first rain.", explained: true)
        print(answer.label, answer.probability)
        for word in answer.explanation?.contributions ?? [] { print(word.token, word.weight) }
        // README ends
        #expect(answer.label == "negative")
        #expect(try model.recommend(for: "k4", top: 1).items.first?.itemID == "sleeping-bag")
    }

    private func readme() throws -> String {
        try String(contentsOf: Repository.root.appending(path: "README.md"), encoding: .utf8)
    }

    @Test func theExampleRunsOnTheEventsOfTheReadme() throws {
        let start = try #require(try readme().components(separatedBy: "<<'CSV'\n").last)
        let events = try #require(start.components(separatedBy: "CSV\n").first)
            .replacing("customer,", with: "user_id,")
        try withTemporaryFolder { folder in
            try example(
                folder: folder.appending(path: "shop"), eventsFile: folder.writing(events, as: "events.csv"),
                reviewsFile: folder.writing(
                    "text,label\nLeaks at the first touch,negative\nIt leaks,negative\nDry and warm,positive\nVery good,positive\n",
                    as: "reviews.csv"))
        }
    }

    @Test func theReadmeShowsWhatIsCompiledHere() throws {
        let source = try String(contentsOf: URL(filePath: #filePath), encoding: .utf8)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex { $0.hasSuffix("// README begins") })
        let end = try #require(lines.firstIndex { $0.hasSuffix("// README ends") })
        let example = lines[start + 1..<end].map { $0.dropFirst(8) }.joined(separator: "\n")
        #expect(try readme().contains("```swift\n" + example + "\n```"))
    }
}
