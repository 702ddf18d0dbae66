import CICU

/// Which ICU segments and normalises text: tokens, and with them models, may differ between versions.
public enum ICUVersion {
    /// Version of ICU.
    public static var icu: String { String(cString: cicu_version()) }
    /// Version of Unicode that this ICU follows.
    public static var unicode: String { String(cString: cicu_unicode_version()) }
}
