# What anyone needs: `make demo` to see it work, `make test` before a change is sent.
.PHONY: demo build test lint format install-dependencies install-test-dependencies clean

SWIFT_BUILD := swift build -c release

demo: build
	.build/release/bowerbird demo

build: install-dependencies
	$(SWIFT_BUILD) --product bowerbird

# Tests run optimised, as numeric code without optimisation is up to 200 times slower.
test: install-test-dependencies lint
	swift build -c release --build-tests -Xswiftc -enable-testing
	swift test -c release --skip-build -Xswiftc -enable-testing

lint:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Benchmarks/service/bare/Package.swift Benchmarks/service/bare/Sources

format:
	swift format format --in-place --recursive --parallel Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources Benchmarks/service/bare/Package.swift Benchmarks/service/bare/Sources

install-dependencies:
	@scripts/install-dependencies.sh

# Tests start a PostgreSQL server of their own; without one they say that they are skipped.
install-test-dependencies:
	@scripts/install-dependencies.sh tests

clean:
	swift package clean
