import Bowerbird

extension TrainingOptions {
    /// What `bowerbird train` is told to go about it as these options do, but for what it is told already.
    ///
    /// Which parts are trained is not carried on: whoever trained one part last wants all of them trained next time.
    func arguments(beside told: [String]) -> [String] {
        var result: [String] = []
        func add(_ name: String, _ value: (some CustomStringConvertible)?) {
            if let value, !told.contains(name) { result += [name, value.description] }
        }
        add("--preset", preset.rawValue)
        add("--seed", seed)
        let only = told.firstIndex(of: "--only").map { told[$0 + 1].split(separator: ",") }
        guard only?.contains(where: { $0 == ModelPart.behavior.rawValue }) ?? true else { return result }
        // A search looks at what epsilon hides: one excludes the other.
        if !told.contains("--epsilon") { add("--search", search) }
        add("--epsilon", privacy?.epsilon)
        add("--delta", privacy?.delta)
        return result
    }
}
