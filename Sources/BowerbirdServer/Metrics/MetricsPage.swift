/// A page in Prometheus's text format.
struct MetricsPage {
    private(set) var text = ""
    private var name = ""

    /// Begins a metric; what is added next belongs to it.
    mutating func begin(_ name: String, _ type: String, _ help: String) {
        self.name = name
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
    }

    mutating func add(_ labels: KeyValuePairs<String, String>, _ value: Double) {
        write(name, Array(labels), value)
    }

    /// - Parameter buckets: how many values fell between each bound and the one before; the last entry is the rest.
    mutating func addHistogram(
        _ labels: KeyValuePairs<String, String>, _ bounds: [Double], _ buckets: [Int], sum: Double
    ) {
        var total = 0
        for (bucket, count) in buckets.enumerated() {
            total += count
            let bound = bucket < bounds.count ? "\(bounds[bucket])" : "+Inf"
            write(name + "_bucket", Array(labels) + [("le", bound)], Double(total))
        }
        write(name + "_sum", Array(labels), sum)
        write(name + "_count", Array(labels), Double(total))
    }

    private mutating func write(_ name: String, _ labels: [(key: String, value: String)], _ value: Double) {
        let written = labels.map { "\($0.key)=\"\(Self.escaped($0.value))\"" }.joined(separator: ",")
        let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
        text += name + (written.isEmpty ? "" : "{\(written)}") + " \(number)\n"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
