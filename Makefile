# Each target sets up first what it needs; the second time that costs nothing (setup/install says how).
# `make` turns any failure of a recipe into exit 2: in a script that needs the exit codes of `handbook`, call
# .venv/bin/handbook itself.

SOURCE ?= sources
OUT ?= build
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help handbook serve todo history check fix verify release clean test test-clients lint format bench messages lock

bin := .venv/bin
ifeq ($(shell uname -s),Darwin)
# Where WeasyPrint finds Homebrew's libraries: macOS itself does not look there.
bin := DYLD_FALLBACK_LIBRARY_PATH="/opt/homebrew/lib:/usr/local/lib:$$DYLD_FALLBACK_LIBRARY_PATH" .venv/bin
endif

help: ## affiche cette aide
	@awk -F ':.*## ' '/^##/ { sub(/^## ?/, ""); print } /^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

##
## Pour écrire un guide (SOURCE=dossier change la source, OUT=dossier la sortie) :
handbook: ## fabrique le guide : SOURCE=sources -> OUT=build
	@setup/install
	@$(bin)/handbook build "$(SOURCE)" --out "$(OUT)"

# Ctrl-C reaches the shell of the recipe too: ended by it, it would have make call a good end a fault.
serve: ## montre le guide dans le navigateur pendant qu'on l'écrit : chaque enregistrement s'y voit (Ctrl-C pour arrêter)
	@setup/install
	@trap : INT; $(bin)/handbook serve "$(SOURCE)" $(if $(PORT),--port "$(PORT)")

todo: ## liste ce qui reste à écrire ou à décider
	@setup/install
	@$(bin)/handbook todo "$(SOURCE)"

history: ## écrit dans build/todo.html ce qui reste à faire, et sa courbe dans le temps (dépôt git)
	@setup/install
	@$(bin)/handbook todo "$(SOURCE)" --history --out "$(OUT)"

check: ## vérifie les sources sans rien fabriquer
	@setup/install
	@$(bin)/handbook check "$(SOURCE)"

fix: ## montre ce que les réparations changeraient dans les sources, sans rien écrire
	@setup/install
	@$(bin)/handbook fix "$(SOURCE)" || test $$? -eq 1

verify: ## vérifie que rien des sources ne manque dans les documents fabriqués (EDITION=final : par release)
	@setup/install
	@$(bin)/handbook verify "$(SOURCE)" --out "$(OUT)" $(if $(EDITION),--edition "$(EDITION)")

# The reason goes through the environment as it was typed: make must not read its `$`, nor the shell its quotes.
unexport ALLOW
release: export HANDBOOK_ALLOW = $(value ALLOW)
release: allow = $(if $(filter command environment,$(origin ALLOW)),--allow "$$HANDBOOK_ALLOW")
release: ## fabrique l'édition finale, si rien n'y manque (ALLOW="raison" la publie avec des passages à compléter)
	@setup/install
	@$(bin)/handbook build "$(SOURCE)" --out "$(OUT)" --edition final --verify $(allow)

clean: ## vide le dossier build
	@find build -mindepth 1 ! -path build/.gitkeep -delete

##
## Pour programmer :
test: ## lance les tests (PYTEST_ARGS="-k mot" en choisit)
	@setup/install --tests
	@$(bin)/pytest -n auto $(PYTEST_ARGS)

test-clients: ## lance les seuls tests qui ouvrent les documents dans de vrais programmes (navigateur, LibreOffice…)
	@setup/install --tests
	@$(bin)/pytest -n auto -m clients $(PYTEST_ARGS)

lint: ## vérifie le code : style, types, dépendances entre modules
	@setup/install --dev
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy
	@.venv/bin/lint-imports --no-logo
	@PATH=".venv/bin:$$PATH" shellcheck setup/install .ci/run

format: ## met le code en forme
	@setup/install --dev
	@.venv/bin/ruff check --fix --exit-zero
	@.venv/bin/ruff format

bench: ## mesure la vitesse, face à l'outil que l'on prendrait sinon, et la justesse de la liste à compléter
	@setup/install --tests
	@$(bin)/python -m bench.check_speed
	@$(bin)/python -m bench.again_speed
	@$(bin)/python -m bench.markers_speed
	@$(bin)/python -m bench.markers_quality
	@$(bin)/python -m bench.linear
	@$(bin)/python -m bench.serve_speed
	@$(bin)/python -m bench.pdf_speed

messages: ## relève les phrases du programme et compile leur traduction
	@setup/install --dev
	@$(bin)/pybabel -q extract -F pyproject.toml -k say -k mark -k _ --no-location --sort-output --omit-header \
	  -o .venv/handbook.pot pipeline templates
	@$(bin)/pybabel -q update -D handbook -i .venv/handbook.pot -d pipeline/messages/locale -l fr --no-wrap \
	  --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date
	@$(bin)/pybabel -q compile -D "handbook libraries" -d pipeline/messages/locale -l fr

# One resolution for all supported systems and Pythons; the second file repeats the versions of the first.
compile := .venv/bin/uv pip compile -q pyproject.toml --universal --python-version 3.11 --upgrade --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate --group build
lock: ## met à jour les versions figées dans setup/
	@test -x .venv/bin/uv || setup/install --dev # a new dependency is not locked yet: the set-up would stop at it
	@$(compile) -o setup/requirements.txt
	@$(compile) --group dev -c setup/requirements.txt -o setup/requirements-dev.txt
