/// A list that one owner fills: appending and changing cost neither reference counts nor checks of who else looks at it.
///
/// Only its owner can change it, so that threads may share one that nobody owns as a variable.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable, @unchecked Sendable {
    private var storage: UnsafeMutableBufferPointer<Element>
    private(set) var count = 0

    init(capacity: Int) { storage = .allocate(capacity: max(capacity, 16)) }

    init(repeating element: Element, count: Int) {
        self.init(capacity: count)
        storage[..<count].initialize(repeating: element)
        self.count = count
    }

    deinit { storage.deallocate() }

    @inline(__always)
    mutating func append(_ element: Element) {
        if count == storage.count { grow() }
        storage.initializeElement(at: count, to: element)
        count += 1
    }

    var isEmpty: Bool { count == 0 }
    var indices: Range<Int> { 0..<count }
    var last: Element? { count == 0 ? nil : storage[count - 1] }

    /// Takes the last element away.
    @inline(__always)
    mutating func popLast() -> Element? {
        guard count > 0 else { return nil }
        count -= 1
        return storage[count]
    }

    subscript(index: Int) -> Element {
        @inline(__always) get {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            return storage[index]
        }
        @inline(__always) set {
            precondition(UInt(bitPattern: index) < UInt(bitPattern: count))
            storage[index] = newValue
        }
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: storage.count * 2)
        _ = larger.initialize(from: storage[..<count])
        storage.deallocate()
        storage = larger
    }

    /// The elements as they are now.
    var array: [Element] { Array(storage[..<count]) }

    /// The elements as they are now, unchecked: for walks over all of them.
    @inline(__always)
    borrowing func withElements<Result: ~Copyable>(_ body: (UnsafeBufferPointer<Element>) -> Result) -> Result {
        body(UnsafeBufferPointer(rebasing: storage[..<count]))
    }
}
