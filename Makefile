# Makefile - builds into build/<variant>; `make help` lists the targets.
#
# Variants: plain (default, debug symbols and optimised), asan (address and undefined-behaviour
# sanitizers), release. Each folder of pipeline/ becomes one archive, linked in the order of
# design: a test of text/ links text and base only, which proves the order at link time too.

VARIANT ?= plain
BUILD   ?= build/$(VARIANT)
CC      ?= cc
PREFIX  ?= /usr/local
VERSION := 0.1.0

STANDARD := -std=c17 -D_POSIX_C_SOURCE=200809L
WARNINGS := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes
FLAGS_plain   := -O2 -g
FLAGS_release := -O2 -DNDEBUG -flto=auto
FLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
CFLAGS  ?= $(FLAGS_$(VARIANT))
LDFLAGS_asan := -fsanitize=address,undefined
LDFLAGS_release := -O2 -flto=auto
LDFLAGS ?= $(LDFLAGS_$(VARIANT))

PACKAGES := libxml-2.0 libxslt libexslt icu-uc icu-i18n harfbuzz harfbuzz-subset libpng libjpeg libdeflate
PKG_CFLAGS := $(shell pkg-config --cflags $(PACKAGES) 2>/dev/null)
PKG_LIBS   := $(shell pkg-config --libs $(PACKAGES) 2>/dev/null) -lhpdf -lhyphen -linih

# In the order of design: a folder may use those before it.
FOLDERS := base text xml xslt fo layout pdf
define folder_rules
SRC_$(1) := $$(wildcard pipeline/$(1)/*.c pipeline/$(1)/*/*.c)
OBJ_$(1) := $$(SRC_$(1):%.c=$$(BUILD)/%.o)
$$(BUILD)/$(1).a: $$(OBJ_$(1))
	@rm -f $$@
	$$(Q)$$(AR) rcs $$@ $$^
endef
Q := $(if $(V),,@)

all: build/svod

$(foreach f,$(FOLDERS),$(eval $(call folder_rules,$(f))))

LIB_OBJ := $(foreach f,$(FOLDERS),$(OBJ_$(f))) $(BUILD)/pipeline/svod.o
CLI_OBJ := $(patsubst %.c,$(BUILD)/%.o,$(wildcard pipeline/cli/*.c))

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	@echo "  CC  $<"
	$(Q)$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) -MMD -MP -Ipipeline $(PKG_CFLAGS) -DSVOD_VERSION='"$(VERSION)"' -c $< -o $@

$(BUILD)/libsvod.a: $(LIB_OBJ)
	@rm -f $@
	$(Q)$(AR) rcs $@ $^

$(BUILD)/svod: $(CLI_OBJ) $(BUILD)/libsvod.a
	$(Q)$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(PKG_LIBS)

build/svod: $(BUILD)/svod
	$(Q)ln -sf $(patsubst build/%,%,$<) $@

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
unit-$(1): $$(UNIT_$(1))
	@for t in $$^; do $$$$t || exit 1; done
endef
$(foreach f,$(FOLDERS),$(eval $(call unit_rules,$(f))))
unit: $(foreach f,$(FOLDERS),$(UNIT_$(f)))
	@for t in $^; do $$t || exit 1; done

clean:
	rm -rf build

.PHONY: all clean unit $(FOLDERS:%=unit-%)
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
