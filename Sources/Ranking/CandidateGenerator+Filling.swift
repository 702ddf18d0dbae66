import Retrieval

extension CandidateGenerator {
    /// Adds what a filter wants beside what retrievers offer: items to compare with, and popular items as long as there are
    /// too few candidates.
    func fill(_ filter: CandidateFilter, _ workspace: CandidateWorkspace) {
        workspace.fillers.removeAll(keepingCapacity: true)
        let offered = workspace.candidates.count
        if offered < filter.fewest {
            // What was asked for lately, then ever, then what nobody has had.
            let orders = model.popular.reversed().map(\.ranking) + [Array(0..<Int32(workspace.itemCount))]
            for order in orders {
                for item in order where workspace.candidates.count < filter.fewest {
                    guard workspace.slot[Int(item)] < 0, filter.isAllowed?[Int(item)] ?? true,
                        filter.includesSeen || !workspace.isSeen[Int(item)]
                    else { continue }
                    workspace.slot[Int(item)] = 0
                    workspace.candidates.append(item)
                    workspace.fillers.append(item)
                }
            }
        }
        for item in filter.compared where workspace.slot[Int(item)] < 0 {
            guard filter.includesSeen || !workspace.isSeen[Int(item)] else { continue }
            workspace.slot[Int(item)] = 0
            workspace.candidates.append(item)
        }
    }
}
