# Makefile - builds into build/<variant>; `make help` lists the targets.
#
# Variants: plain (default, debug symbols and optimised), asan (address and undefined-behaviour
# sanitizers), fuzz (the same by clang, with what libFuzzer counts), release, and profile, which counts for the release. Each folder of pipeline/ becomes one archive, linked in the order of
# design: a test of text/ links text and base only, which proves the order at link time too.

# What is shown, measured or installed is optimised as a whole; that takes a link of many seconds,
# and a build before it that counts which way branches go (tools/train.sh).
VARIANT ?= $(if $(filter demo render-samples bench install,$(MAKECMDGOALS)),release,plain)
BUILD   ?= build/$(VARIANT)
PREFIX  ?= /usr/local
APT     ?= yes
VERSION := 0.1.0

STANDARD := -std=c17 -D_POSIX_C_SOURCE=200809L
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
# Layout and files count in integers of several widths: there a silent narrowing is a wrong page.
NARROWING := -Wconversion -Wno-sign-conversion
$(addprefix $(BUILD)/,$(addsuffix /%.o,$(addprefix pipeline/,base calendar text xml xslt merge fo layout pdf sign batch cli))): WARNINGS += $(NARROWING)
FLAGS_plain   := -O2 -g
FLAGS_release := -O3 -flto=auto -ffat-lto-objects
FLAGS_profile := -O3 -fprofile-generate
FLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS  ?= $(FLAGS_$(VARIANT))
ifeq ($(VARIANT),fuzz)
CC := clang
endif
FLAGS_coverage := -O0 -g --coverage -fprofile-update=atomic -DCOVERAGE_FOLDER='"$(CURDIR)/build/coverage"'
FLAGS_fuzz    := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
LDFLAGS_asan := -fsanitize=address,undefined
LDFLAGS_coverage := --coverage
LDFLAGS_fuzz := -fsanitize=address,undefined
LDFLAGS_release := -O3 -flto=auto
LDFLAGS_profile := -fprofile-generate
LDFLAGS ?= $(LDFLAGS_$(VARIANT))

CORE_PACKAGES := libxml-2.0 icu-uc harfbuzz harfbuzz-subset libpng libjpeg libdeflate
LATE_PACKAGES := libxslt libexslt icu-i18n libqrencode libcrypto
PACKAGES := $(CORE_PACKAGES) $(LATE_PACKAGES)
PKG_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
# A name is looked for in the libraries one after the other, in this order: those that offer most of
# what the others want stand first. It saves a quarter of the time of dynamic linking. (ICU brings
# libstdc++.so.6 itself; -lstdc++ would want the C++ compiler's package.)
CORE_LIBS := -Wl,--no-as-needed -lc -l:libstdc++.so.6 -licuuc -lxml2 -Wl,--as-needed \
    $(shell pkg-config --libs $(CORE_PACKAGES) 2>/dev/null) -lhpdf -lhyphen -linih -lm
# Small libraries that read nothing of strangers become part of a release: to load one is a hundredth of a short document.
ifeq ($(VARIANT),release)
CORE_LIBS := $(foreach l,$(CORE_LIBS),$(if $(filter -ldeflate -lhyphen -linih,$l),-l:lib$(l:-l%=%).a,$l))
endif
LATE_LIBS := $(shell pkg-config --libs $(LATE_PACKAGES) libxml-2.0 2>/dev/null) -lical
BATCH_LIBS := -ljansson -lcrypto
PAPERS_LIBS := -lqpdf -lssl -lcrypto -lsqlite3 -lstemmer
PKG_LIBS  := $(CORE_LIBS) $(LATE_LIBS) $(PAPERS_LIBS) $(BATCH_LIBS)

# In the order of design: a folder may use those before it.
FOLDERS := base calendar text xml xslt merge fo layout pdf reader sign archive batch documents papers batches
define folder_rules
SRC_$(1) := $$(wildcard pipeline/$(1)/*.c pipeline/$(1)/*/*.c)
OBJ_$(1) := $$(SRC_$(1):%.c=$$(BUILD)/%.o)
$$(BUILD)/$(1).a: $$(OBJ_$(1))
	@rm -f $$@
	$$(Q)$$(AR) rcs $$@ $$^
endef
Q := $(if $(V),,@)

all: build/svod build/locale/ru/LC_MESSAGES/svod.mo data build/svod.1

$(foreach f,$(FOLDERS),$(eval $(call folder_rules,$(f))))

LIB_OBJ := $(foreach f,$(FOLDERS),$(OBJ_$(f))) $(patsubst %.c,$(BUILD)/%.o,$(filter-out pipeline/late.c,$(wildcard pipeline/*.c)))
CLI_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard pipeline/cli/*.c) pipeline/late.c)

# The program is in four parts (late.c): what formatting needs, and what only commands on documents
# need, with the libraries of each. An object that uses a library of the second part belongs there.
LATE := $(addprefix pipeline/,xml/edit xml/textcheck text/lookalike text/lookalike_twins text/lookalike_words text/lookalike_figures text/collate text/plural text/enumeration text/claim)
LATE_OBJ := $(OBJ_documents) $(LATE:%=$(BUILD)/%.o) $(OBJ_calendar) $(OBJ_xslt) $(OBJ_merge) $(patsubst %,$(BUILD)/pipeline/sign/%.o,digest state versions sha256)
# A third part reads PDF files back and signs them: libqpdf is as dear to load as all of the second.
PAPERS_OBJ := $(OBJ_papers) $(OBJ_reader) $(OBJ_archive) $(filter-out $(LATE_OBJ),$(OBJ_sign))
# A fourth one runs many documents at once.
BATCH_OBJ := $(OBJ_batches) $(BUILD)/pipeline/sign/sha256.o $(OBJ_batch)
CORE_OBJ := $(filter-out $(LATE_OBJ) $(PAPERS_OBJ) $(BATCH_OBJ),$(LIB_OBJ))
$(LATE_OBJ) $(PAPERS_OBJ) $(BATCH_OBJ): SHARED := -fPIC

# A release is told what the same program counted at work. GCC looks for the counts of an object, and
# for those of its static functions, under the name that was given when counting; what was changed since
# is compiled without. `rm -r build/profile` counts anew, PROFILED=no does without.
PROFILED ?= yes
COUNTED := build/profile/counted
ifneq ($(filter profile release,$(VARIANT)),)
COUNTS = -dumpdir build/profile/$(dir $<)
endif
ifeq ($(VARIANT)-$(PROFILED),release-yes)
PROFILE_USE := -fprofile-use -fprofile-correction -fprofile-partial-training -Wno-missing-profile -Wno-coverage-mismatch
$(LIB_OBJ) $(CLI_OBJ): | $(COUNTED)
endif
$(COUNTED): tools/train.sh
	@$(MAKE) --no-print-directory VARIANT=profile BUILD=build/profile data build/profile/svod
	@echo "  TRAIN build/profile"
	$(Q)find build/profile -name '*.gcda' -delete && tools/train.sh build/profile/svod && touch $@

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) $(PROFILE_USE) $(COUNTS) $(SHARED) -MMD -MP -Ipipeline $(PKG_CFLAGS) -DSVOD_VERSION='"$(VERSION)"' -DSVOD_DATADIR='"$(PREFIX)/share/svod"' -c $< -o $@

$(BUILD)/libsvod.a: $(LIB_OBJ)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

# The first part shows the second what it asks for, and nothing else: no name of ours may stand in the
# way of a library's.
$(BUILD)/late.names: $(LATE_OBJ) $(PAPERS_OBJ) $(BATCH_OBJ) Makefile
	$(Q)nm -u $(filter %.o,$^) | sed -n 's/^ *U \([a-z_0-9]*\)$$/\1;/p' | sort -u | sed '1i {' | sed '$$a };' >$@

$(BUILD)/svod: $(CLI_OBJ) $(CORE_OBJ) $(BUILD)/late.names | $(BUILD)/svod-documents.so $(BUILD)/svod-papers.so $(BUILD)/svod-batch.so
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) -Wl,--dynamic-list=$(BUILD)/late.names $(CORE_LIBS)

$(BUILD)/svod-documents.so: $(LATE_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(LATE_LIBS)

$(BUILD)/svod-papers.so: $(PAPERS_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(PAPERS_LIBS)

$(BUILD)/svod-batch.so: $(BATCH_OBJ)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -shared -o $@ $^ $(BATCH_LIBS)

# The link follows the variant asked for, whichever was built last. (FORCE is phony: what .SECONDARY covers may be missing.)
build/svod: $(BUILD)/svod FORCE
	$(Q)[ "$$(readlink $@)" = $(patsubst build/%,%,$<) ] || ln -sf $(patsubst build/%,%,$<) $@
FORCE:

# ---- completions and the man page, out of the tables of pipeline/cli --------------------------------
SAY := $(BUILD)/svod completion --lang=en
build/svod.1: docs/svod.1 $(BUILD)/svod
	@mkdir -p build/completions
	$(Q)$(SAY) bash >build/completions/svod
	$(Q)$(SAY) zsh >build/completions/_svod
	$(Q)$(SAY) fish >build/completions/svod.fish
	$(Q)$(SAY) man >build/completions/options.man
	$(Q)$(SAY) synopsis >build/completions/synopsis.man
	$(Q)sed -e '/^\.\\" SYNOPSIS$$/r build/completions/synopsis.man' -e '/^\.\\" OPTIONS$$/r build/completions/options.man' $< >$@

# ---- tests of one folder: tests/unit/<folder>_*.c, each a cmocka program ------------------
# `make unit-text` builds text and what stands before it, nothing else.
before = $(if $(filter $(1),base),base,$(call upto,$(1),$(FOLDERS)))
upto = $(if $(2),$(firstword $(2)) $(if $(filter $(1),$(firstword $(2))),,$(call upto,$(1),$(wordlist 2,99,$(2)))))
reverse = $(if $(1),$(call reverse,$(wordlist 2,99,$(1))) $(firstword $(1)))

define unit_rules
UNIT_$(1) := $$(patsubst tests/unit/%.c,$$(BUILD)/unit/%,$$(wildcard tests/unit/$(1)_*.c))
$$(BUILD)/unit/$(1)_%: $$(BUILD)/tests/unit/$(1)_%.o $$(patsubst %,$$(BUILD)/%.a,$$(call reverse,$$(call upto,$(1),$$(FOLDERS))))
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$^ -lcmocka $$(PKG_LIBS)
unit-$(1): data $$(UNIT_$(1))
	@for t in $$(UNIT_$(1)); do $$$$t || exit 1; done
endef
$(foreach f,$(FOLDERS),$(eval $(call unit_rules,$(f))))
unit: $(foreach f,$(FOLDERS),unit-$(f))

# ---- fonts and dictionaries -----------------------------------------------------------------
# Other files make other pages: FONTS=unpinned builds with whatever is installed.
FONTS ?= pinned
CHECKED := $(if $(filter unpinned,$(FONTS)),,build/fonts.checked)
build/fonts.checked: fonts/fonts.sha256 tools/check-fonts.sh
	@mkdir -p $(@D)
	@tools/check-fonts.sh
	@touch $@

# Those of hyphenation.ini that libhyphen's own script must prepare, if they are installed.
HYPHEN_DIR ?= /usr/share/hyphen
PREPARED := $(shell sed -n 's/^prepared = //p' fonts/hyphenation.ini)
PREPARED := $(patsubst $(HYPHEN_DIR)/%,build/hyphen/%,$(wildcard $(PREPARED:%=$(HYPHEN_DIR)/%)))
COMPILED := $(PREPARED:%=%.bin)
data: $(PREPARED) $(COMPILED) $(CHECKED)
build/hyphen/%.dic: $(HYPHEN_DIR)/%.dic tools/prepare-dictionary.sh $(CHECKED)
	@mkdir -p $(@D)
	@echo "  HYPH $@"
	$(Q)tools/prepare-dictionary.sh $< $@

# What svod reads instead; libhyphen would build the same out of the .dic in each run.
build/hyphen/%.dic.bin: build/hyphen/%.dic build/compile-dictionary
	$(Q)build/compile-dictionary $< $@
build/compile-dictionary: tools/compile-dictionary.c $(addprefix pipeline/,text/hyphen_compiled.c text/hyphen_letters.c base/arena.c)
	@mkdir -p $(@D)
	$(Q)$(CC) $(STANDARD) $(WARNINGS) -O2 -Ipipeline -o $@ $^ -lhyphen -licuuc

# What is asked of the faces that the program runs with; HarfBuzz would tell the same in each run.
data: build/faces/done
build/faces/done: $(BUILD)/prepare-faces fonts/fonts.ini $(CHECKED)
	@echo "  FACE build/faces"
	$(Q)rm -rf build/faces && mkdir -p build/faces && $(BUILD)/prepare-faces fonts/fonts.ini build/faces && touch $@
$(BUILD)/prepare-faces: $(BUILD)/tools/prepare-faces.o $(patsubst %,$(BUILD)/%.a,text calendar base)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

# ---- rules ------------------------------------------------------------------------------------
# Schematron as the stylesheets it becomes; those that do not fit their .sch are made anew at run time.
EDITIONS := $(patsubst stylesheets/%/rules,%,$(wildcard stylesheets/*/rules))
RULES := $(EDITIONS:%=build/rules/%.done)
data: $(RULES) build/digests
build/digests: tools/digests.sh fonts/fonts.sha256 $(shell find -L stylesheets -type f)
	@mkdir -p build
	$(Q)tools/digests.sh >$@.new && mv $@.new $@

.SECONDEXPANSION:
build/rules/%.done: $(BUILD)/compile-rules $$(wildcard stylesheets/%/rules/*)
	@mkdir -p build/rules/$*
	@echo "  RULE build/rules/$*"
	$(Q)rm -f build/rules/$*/* && $(BUILD)/compile-rules stylesheets/$* build/rules/$* && touch $@
$(BUILD)/compile-rules: $(BUILD)/tools/compile-rules.o $(patsubst %,$(BUILD)/%.a,xslt xml text calendar base)
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

# ---- messages -----------------------------------------------------------------------------
build/locale/%/LC_MESSAGES/svod.mo: po/%.po
	@mkdir -p $(@D)
	$(Q)msgfmt -o $@ $<

# ---- what a user runs ---------------------------------------------------------------------
# Each installs what is missing, then calls make again, since pkg-config may have been missing; on all
# processors, unless -j says how many.
AGAIN = $(MAKE) --no-print-directory $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))
packages-%:
	@$(if $(filter yes,$(APT)),tools/install-packages.sh $(subst +, ,$*))

demo: packages-build
	@$(AGAIN) render-samples

# One folder a document; samples/small holds those of the manual.
SAMPLES := $(wildcard samples/*-[0-9]*/*.xml)
render-samples: all
	@build/svod render $(SAMPLES) -o build/demo
	@ls build/demo/*/*.pdf

test: packages-build+test
	@$(AGAIN) all
	@$(AGAIN) run-tests VARIANT=asan BUILD=build/asan

# GCC 12's sanitizer takes some thread-local blocks of late loaded libraries
# for blocks of glibc 2.19 and reads a wrong length before them; leaks are
# found without watching those blocks.
ASAN_SETTINGS := detect_leaks=1:intercept_tls_get_addr=0
run-tests: data $(BUILD)/svod $(BUILD)/corpus-generator build/locale/ru/LC_MESSAGES/svod.mo $(foreach f,$(FOLDERS),$(UNIT_$(f)))
	@ASAN_OPTIONS=$(ASAN_SETTINGS) tests/run.sh $(BUILD)

# What other programs of Debian say of the PDFs.
test-pdf: packages-build+test
	@$(MAKE) --no-print-directory all
	@SVOD=$(CURDIR)/build/svod tests/pdf/run.sh

# The only thing that rewrites golden texts; look at `git diff tests/golden` afterwards.
golden: all
	@GOLDEN=rewrite SVOD=$(CURDIR)/build/svod BUILD=build/plain tests/golden/run.sh

# The lists of the editions' files: for an edition that is being made, never for a released one.
freeze:
	@tools/freeze.sh

# The tables of codes in the docs, out of codes.xml.
docs:
	@for doc in rules merge; do tools/rules-doc.sh docs/$$doc.md >build/codes.md && cp build/codes.md docs/$$doc.md; done

# ---- for those who carry on -----------------------------------------------------------------
SOURCES := $(shell find pipeline tests tools -name "*.[ch]" 2>/dev/null)
lint: packages-build+test+develop
	@clang-format --dry-run -Werror $(SOURCES)
	@tools/include-order.sh
	@tools/check-messages.sh
	@$(MAKE) --no-print-directory build/plain/libsvod.a && tools/check-names.sh build/plain/libsvod.a
	@cppcheck --quiet --std=c11 --error-exitcode=1 --inline-suppr --enable=warning,portability \
	    --suppress=missingIncludeSystem --suppress=normalCheckLevelMaxBranches -Ipipeline -j2 pipeline
	@echo "lint: clean"

FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/%,$(wildcard tests/fuzz/fuzz_*.c))
$(BUILD)/fuzz_%: $(BUILD)/tests/fuzz/fuzz_%.o $(BUILD)/tests/fuzz/format.o $(BUILD)/libsvod.a
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -fsanitize=fuzzer -o $@ $^ $(PKG_LIBS)
# The names of FO are words of the dictionary too.
$(BUILD)/fuzz_fo.dict: tests/fuzz/fuzz_fo.dict $(wildcard pipeline/fo/*.def)
	$(Q)cp $< $@ && sed -n -E 's/^(OBJECT|PROPERTY|KEYWORD)\([A-Z0-9_]+, "([^"]+)".*/"\2"/p' pipeline/fo/*.def | sort -u >>$@
$(BUILD)/fuzz_%.dict: tests/fuzz/fuzz_%.dict
	$(Q)cp $< $@
fuzzers: data $(FUZZERS) $(patsubst tests/fuzz/%,$(BUILD)/%,$(wildcard tests/fuzz/*.dict))

# What was found lies in build/fuzz; what was learnt, in build/fuzz/corpus.
FUZZ_SECONDS ?= 60
fuzz: packages-build+develop
	@$(MAKE) --no-print-directory fuzzers VARIANT=fuzz BUILD=build/fuzz
	@cd build/fuzz && for f in $(notdir $(FUZZERS)); do \
	    mkdir -p corpus/$$f; echo "$$f: $(FUZZ_SECONDS) s"; seeds=$(CURDIR)/tests/fuzz/corpus/$$f; \
	    [ $$f != fuzz_check ] || seeds=$(CURDIR)/samples/small; \
	    ./$$f -max_total_time=$(FUZZ_SECONDS) -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
	        $$([ -f $$f.dict ] && echo -dict=$$f.dict) corpus/$$f $$([ -d $$seeds ] && echo $$seeds) || exit 1; done

# What the tests have run, by folder.
coverage: packages-build+test
	@$(MAKE) --no-print-directory all
	@find build/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(MAKE) --no-print-directory run-tests VARIANT=coverage BUILD=build/coverage
	@tools/coverage.sh build/coverage

bench: all
	@tools/bench.sh

# ---- invented submissions of districts ------------------------------------------------------
# make corpus N=1000 SEED=1 DEFECTS=5 (per cent of the documents)
N ?= 1000
SEED ?= 1
DEFECTS ?= 5
CORPUS ?= build/corpus
$(BUILD)/corpus-generator: $(patsubst %.c,$(BUILD)/%.o,$(wildcard tools/corpus/*.c)) $(BUILD)/base.a
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^
corpus: $(BUILD)/corpus-generator
	@rm -rf $(CORPUS) && mkdir -p $(dir $(CORPUS))
	@$< $(CORPUS) $(N) $(SEED) $(DEFECTS)
	@echo "$(CORPUS): plan.xml, $(N) submissions, $$(wc -l <$(CORPUS)/defects.tsv) findings in defects.tsv"

install: all $(BUILD)/libsvod.a
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/svod $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include/svod/base \
	    $(DESTDIR)$(PREFIX)/share/svod $(DESTDIR)$(PREFIX)/share/locale/ru/LC_MESSAGES \
	    $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(BUILD)/svod $(DESTDIR)$(PREFIX)/bin/svod
	install -m 644 $(BUILD)/svod-documents.so $(DESTDIR)$(PREFIX)/lib/svod/documents.so
	install -m 644 $(BUILD)/svod-papers.so $(DESTDIR)$(PREFIX)/lib/svod/papers.so
	install -m 644 $(BUILD)/svod-batch.so $(DESTDIR)$(PREFIX)/lib/svod/batch.so
	install -m 644 $(BUILD)/libsvod.a $(DESTDIR)$(PREFIX)/lib/libsvod.a
	install -m 644 pipeline/svod.h $(DESTDIR)$(PREFIX)/include/svod/svod.h
	install -m 644 pipeline/base/diag.h pipeline/base/messages.def $(DESTDIR)$(PREFIX)/include/svod/base/
	sed -e 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|; s|@PACKAGES@|$(PACKAGES)|' svod.pc.in \
	    > $(DESTDIR)$(PREFIX)/lib/pkgconfig/svod.pc
	cp -R stylesheets templates fonts build/digests $(DESTDIR)$(PREFIX)/share/svod/
	for e in $(EDITIONS); do install -d $(DESTDIR)$(PREFIX)/share/svod/rules/$$e && \
	    install -m 644 build/rules/$$e/*.xsl $(DESTDIR)$(PREFIX)/share/svod/rules/$$e; done
	install -d $(DESTDIR)$(PREFIX)/share/svod/hyphen
	$(if $(PREPARED),install -m 644 $(PREPARED) $(COMPILED) $(DESTDIR)$(PREFIX)/share/svod/hyphen/)
	install -d $(DESTDIR)$(PREFIX)/share/svod/faces
	install -m 644 build/faces/*.face $(DESTDIR)$(PREFIX)/share/svod/faces/
	install -m 644 build/locale/ru/LC_MESSAGES/svod.mo $(DESTDIR)$(PREFIX)/share/locale/ru/LC_MESSAGES/svod.mo
	install -m 644 build/svod.1 $(DESTDIR)$(PREFIX)/share/man/man1/svod.1
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	install -m 644 build/completions/svod $(DESTDIR)$(PREFIX)/share/bash-completion/completions/svod
	install -m 644 build/completions/_svod $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_svod
	install -m 644 build/completions/svod.fish $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/svod.fish

help:
	@echo "make demo      install what is missing, build, render the samples into build/demo"
	@echo "make test      the same, then run all tests under the sanitizers"
	@echo "make test-pdf  PDF/A, fonts, structure and attachments by other programs, as far as they are installed"
	@echo "make           build build/svod (VARIANT=plain|asan|release)"
	@echo "make lint      formatting, static analysis, order of includes, translations"
	@echo "make golden    rewrite the golden texts of tests/golden"
	@echo "make docs      the tables of codes in docs/rules.md and docs/merge.md out of codes.xml"
	@echo "make freeze    the checksums of editions, before they are released"
	@echo "make corpus    invented submissions into build/corpus (N=1000 SEED=1 DEFECTS=5)"
	@echo "make coverage  run the tests and tell what they have run of the code"
	@echo "make bench     measure the formatter      make fuzz  run the fuzzers (FUZZ_SECONDS=60)"
	@echo "make install   PREFIX=/usr/local DESTDIR="
	@echo "FONTS=unpinned builds with other fonts or dictionaries than the pinned ones (fonts/fonts.sha256)"

clean:
	rm -rf build

.PHONY: FORCE all bench clean coverage corpus data demo docs freeze fuzz fuzzers golden help install lint render-samples run-tests test test-pdf unit $(FOLDERS:%=unit-%)
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
