import BehaviorPrediction
import DataModel
import Evaluation

/// How well it is foretold which sessions end in a purchase: a fixed fifth of them is held out, or every part in turn.
struct SessionEvaluation {
    let sessions: [Session]
    /// More than 1 to hold out that many parts, one after the other.
    let folds: Int
    let hasBaselines: Bool
    let preprocessing: Preprocessing
    let binary: BinaryEvaluation
    let options: TrainingOptions
    let threads: Int

    /// How sessions are divided, in a sentence.
    var split: String {
        folds > 1
            ? "Sessions are divided into \(folds) parts by their CRC-32; each is foretold from the others."
            : "Of the sessions, a fixed fifth is held out: those whose CRC-32 is divisible by five."
    }

    func parts() throws -> [EvaluationPart] {
        let known = sessions.filter { $0.purchased != nil }
        var (test, ours, line, base) = ([Session](), [Float](), [Float](), [Float]())
        var newest: SessionModel?
        for fold in 0..<max(folds, 1) {
            let held = known.filter { isHeld($0, in: fold) }
            let training = known.filter { !isHeld($0, in: fold) }
            guard !held.isEmpty, !training.isEmpty else { continue }
            let model = try model(training)
            test += held
            ours += model.probabilities(held)
            if hasBaselines {
                base += [Float](repeating: model.baseRate, count: held.count)
                line += try SessionModel(training, isLinear: true, seed: options.seed, threads: threads)
                    .probabilities(held)
            }
            newest = model
        }
        guard let newest else { return [] }
        let simple = [("session purchase logistic", line), ("session purchase base rate", base)]
        return [
            binary.part(
                "purchase of a session", [("session purchase model", ours)] + (hasBaselines ? simple : []),
                test.map { $0.purchased == true },
                opened: folds > 1 ? nil : newest.opened(test),
                learning: folds > 1 ? [] : learning(known.filter { !isHeld($0, in: 0) }, test, whole: newest))
        ]
    }

    private func learning(_ training: [Session], _ test: [Session], whole: SessionModel) -> [LearningPoint] {
        LearningCurve(bootstrap: binary.bootstrap).points(training) { part in
            let model = part.count == training.count ? whole : try model(part)
            func judged(_ sessions: [Session]) -> LearningCurve.Judged {
                (model.probabilities(sessions), sessions.map { $0.purchased == true })
            }
            return (judged(part), judged(test))
        }
    }

    private func model(_ training: [Session]) throws -> SessionModel {
        try SessionModel(
            training, preprocessing: preprocessing, search: options.settingsSearch, seed: options.seed, threads: threads
        )
    }

    private func isHeld(_ session: Session, in fold: Int) -> Bool {
        // Sessions that agree in everything stay on one side.
        let text = session.attributes.keys.sorted()
            .map { "\($0)=\(session.attributes[$0, default: []].joined(separator: "|"))" }.joined(separator: ";")
        return folds > 1 ? TextSplit.fold(of: text, count: folds) == fold : TextSplit.isTest(text)
    }
}
