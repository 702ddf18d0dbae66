import CLibFuzzer
import ProductPages

/// Reads what libFuzzer makes of pages, led by which of the readers' branches it reaches, and ends with a fault where what was read
/// is not sound. `Benchmarks/pages/libfuzzer.sh` builds and runs it.
@main
enum PageFuzzer {
    static func main() {
        var count = CommandLine.argc
        var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        LLVMFuzzerRunDriver(&count, &arguments) { bytes, count in
            PageFuzzer.read(Array(UnsafeBufferPointer(start: bytes, count: count)))
            return 0
        }
    }

    private static func read(_ bytes: [UInt8]) {
        _ = try? PageMarkup.read(bytes)
        guard let page = try? ProductPage.read(bytes, fileName: "fuzzed") else { return }
        precondition(page.confidence.values.allSatisfy { (0...1).contains($0) }, "a confidence outside of [0, 1]")
        precondition(page.price.map { $0 > 0 && $0.isFinite } ?? true, "a price that is none")
        precondition(page.rating.map { (0...5).contains($0) } ?? true, "a rating outside of [0, 5]")
        precondition(!page.itemID.isEmpty, "a product without an id")
    }
}
