# SPDX-FileCopyrightText: 2026 The Casework authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# make run      install what is missing, build, open Casework with demonstration data
# make check    install what is missing, build, run every test

SHELL := /bin/bash
BUILD ?= build
MESON_OPTIONS ?=

.PHONY: run check build setup check-headless check-asan fuzz bench screenshots format clean

run: build
	@build-aux/run.sh $(BUILD)

check: build
	@build-aux/check.sh $(BUILD)

build: setup
	@[ -f $(BUILD)/build.ninja ] || meson setup $(BUILD) $(MESON_OPTIONS)
	@meson compile -C $(BUILD)

setup:
	@build-aux/setup.sh

check-headless: build
	@build-aux/check.sh $(BUILD) --suite headless

# The same tests with the address and undefined-behaviour sanitizers, in a build of their own.
check-asan: setup
	@[ -f build-asan/build.ninja ] || meson setup build-asan -Db_sanitize=address,undefined -Db_lundef=false $(MESON_OPTIONS)
	@meson compile -C build-asan
	@build-aux/check.sh build-asan --timeout-multiplier 5

# libFuzzer on the key file and on the backup and handover files: make fuzz FUZZ_SECONDS=3600
FUZZ_SECONDS ?= 60
fuzz: setup
	@tests/fuzz/fuzz.sh key-file $(FUZZ_SECONDS)
	@tests/fuzz/fuzz.sh archive $(FUZZ_SECONDS)

# Ratios within one run; nothing passes or fails by time.
bench: build
	@meson test -C $(BUILD) --benchmark --verbose --num-processes 1

# A picture of every page: make screenshots SCREENSHOTS="--text 2 --hc --size 1100x700"
SCREENSHOTS ?=
screenshots: build
	@tests/support/with-display.sh /usr/bin/python3 tests/e2e/screenshots.py $(SCREENSHOTS) $(BUILD)/src/app/casework $(BUILD)/src/cli/casework-cli $(BUILD)/screenshots

format:
	@git ls-files '*.c' '*.h' | xargs clang-format -i

clean:
	@rm -rf build build-asan
