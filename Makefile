# The commands of the README, of CI and of contributors. `make help` lists them.

SHELL := /bin/bash
.DEFAULT_GOAL := help

# Where `make install` puts the program.
PREFIX ?= /usr/local
# FHIR's own package of R4 definitions; needed only to make the generated files again.
R4_PACKAGE ?= ../shared/fhir/hl7.fhir.r4.core\#4.0.1.tgz
# Public test suites, in the layout that `conformance` reads.
SUITES ?= ../shared/suites
# A folder of FHIR R4 examples as JSON, from which the benchmarks make their inputs.
EXAMPLES ?= $(SUITES)/fidelity/examples/json

RELEASE := .build/release/transfuse
# Every Swift file of ours; what is generated is exempt.
SWIFT_FILES = git ls-files --cached --others --exclude-standard '*.swift' | grep -v /Generated/

.PHONY: help
help: ## Lists these commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "%-12s %s\n", $$1, $$2 }' Makefile

.PHONY: setup
setup: ## Installs what is missing: libxml2, zlib and pkg-config.
	@scripts/setup

.PHONY: release
release: ## Builds the program: .build/release/transfuse.
	@scripts/release transfuse

.PHONY: demo
demo: ## Builds the program, converts the example and shows what came out.
	@scripts/demo

.PHONY: test
test: ## Runs all tests.
	@scripts/test

# What definitions-generator writes.
GENERATED := Definitions Sources/CDefinitions Sources/FHIRModels/Generated

.PHONY: generated
generated: setup ## Makes the generated files again and fails if one changes; needs R4_PACKAGE.
	@if [ ! -f "$(R4_PACKAGE)" ]; then \
	  echo "not checked: no package of R4 definitions at $(R4_PACKAGE) (set R4_PACKAGE)"; \
	else \
	  scripts/release definitions-generator && .build/release/definitions-generator "$(R4_PACKAGE)" . && \
	  changes=$$(git status --porcelain -- $(GENERATED)) && \
	  if [ -n "$$changes" ]; then echo "generated files differ from what is committed:"; echo "$$changes"; exit 1; fi; \
	fi

.PHONY: conformance
conformance: setup ## Runs the public test suites that lie in SUITES.
	@if [ ! -d "$(SUITES)" ]; then \
	  echo "not run: no test suites at $(SUITES) (set SUITES)"; \
	else \
	  scripts/release conformance && .build/release/conformance "$(SUITES)"; \
	fi

.PHONY: bench
bench: setup ## Measures reading and writing on this machine; see Benchmarks.
	swift build -c release --package-path Benchmarks
	Benchmarks/.build/release/bench speed "$(EXAMPLES)"
	Benchmarks/.build/release/bench memory "$(EXAMPLES)"
	Benchmarks/.build/release/bench validate "$(EXAMPLES)"

# How long the fuzzer runs.
SECONDS_OF_FUZZING ?= 120

.PHONY: fuzz
fuzz: setup ## Feeds damaged inputs to every reader; see Fuzz.
	swift build -c release --sanitize fuzzer --package-path Fuzz --scratch-path .build-fuzz
	mkdir -p .build-fuzz/corpus
	n=0; for kind in 0 1 2 3 4 5 6 7 8 9 10 11; do for file in Examples/*/*.json Examples/*/*.yaml Examples/*/expected/*.xml Mappings/*/*.map Mappings/*/samples/* Examples/*/*.hl7; do \
	  [ -f "$$file" ] || continue; n=$$((n + 1)); \
	  { printf "\\$$(printf '%03o' $$kind)"; head -c 20000 "$$file"; } > .build-fuzz/corpus/$$n; done; done
	cd .build-fuzz && SWIFT_BACKTRACE=enable=no ./release/fuzz -max_total_time=$(SECONDS_OF_FUZZING) -max_len=20000 -timeout=20 corpus

.PHONY: thorough
thorough: test ## Runs all tests again under the address and thread sanitizers; takes long.
	$(MAKE) fuzz
	ALL_MUTATIONS=1 GENERATED_CASES=10000 swift test --disable-xctest --filter 'BundleMutation|GeneratedCase|DialectTests|MutatedDocument'
	swift test --disable-xctest --scratch-path .build-address --sanitize=address
	swift test --disable-xctest --scratch-path .build-thread --sanitize=thread

.PHONY: lint
lint: ## Checks the formatting of all Swift files.
	@set -o pipefail; $(SWIFT_FILES) | tr '\n' '\0' | xargs -0 swift format lint --strict --parallel

.PHONY: format
format: ## Formats all Swift files.
	@set -o pipefail; $(SWIFT_FILES) | tr '\n' '\0' | xargs -0 swift format --in-place --parallel

.PHONY: install
install: release ## Installs the program below PREFIX (default /usr/local).
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(RELEASE) "$(DESTDIR)$(PREFIX)/bin/transfuse"
