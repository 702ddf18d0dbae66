import COneDNN

/// The oneDNN that multiplies matrices.
public enum OneDNNVersion {
    /// Its version.
    public static var text: String {
        let number = conednn_version()
        return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
    }
}
