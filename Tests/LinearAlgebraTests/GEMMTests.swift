import LinearAlgebra
import Testing

@Suite struct GEMMTests {
}
