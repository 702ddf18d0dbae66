import LinearAlgebra
import Testing

@Suite struct ParallelTests {
    @Test(arguments: [1, 2, 7]) func resultsKeepTheirOrder(threads: Int) {
        #expect(Parallel.map(100, threads: threads) { $0 * $0 } == (0..<100).map { $0 * $0 })
    }

    @Test(arguments: [1, 2, 7]) func chunksCoverEverythingOnce(threads: Int) {
        let chunks = Parallel.mapChunks(of: 103, chunk: 10, threads: threads) { Array($0) }
        #expect(chunks.count == 11)
        #expect(chunks.flatMap { $0 } == Array(0..<103))
        #expect(Parallel.mapChunks(of: 0, chunk: 10, threads: threads) { $0.count }.isEmpty)
    }
}
