import Answers
import Foundation

/// What the demonstration shows: `demo.json` of a corpora folder.
struct DemoScript: Decodable {
    struct LabelledReview: Decodable {
        let text: String
        let label: String
    }

    struct LabelledQuery: Decodable {
        let query: String
        let category: String
    }

    let users: [String]
    let reviews: [LabelledReview]
    let queries: [LabelledQuery]

    init(folder: String) throws {
        let path = folder + "/demo.json"
        guard let data = FileManager.default.contents(atPath: path) else { throw DemoError.noCorpora(path: path) }
        self = try JSONDecoder().decode(DemoScript.self, from: data)
    }
}

/// Why the demonstration cannot run.
enum DemoError: Error, CustomStringConvertible {
    case noCorpora(path: String)

    var description: String {
        switch self {
        case .noCorpora(let path):
            "there is no \(path): run `bowerbird demo` where the repository is, or say --corpora FOLDER"
        }
    }
}
