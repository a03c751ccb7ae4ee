"""Templates travel between organisations: what they may not do is refused, and never runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from raadsvoorstel import composing
from raadsvoorstel.diagnostics import Diagnostic
from raadsvoorstel.housestyle import NO_FILES
from raadsvoorstel.loading import Case
from raadsvoorstel.writers import FORMATS

from .conftest import case_of
from .test_nederlands import english

EXPRESSIONS = (
    "gemeente.__class__",
    "gemeente['__class__']",
    "''.__class__.__mro__",
    "''['__class__']",
    "().__class__.__bases__[0].__subclasses__()",
    "gemeente.__init__.__globals__",
    "kop.__globals__",
    "kop.__code__",
    "kop.__self__",
    "self.__init__.__globals__",
    "self._TemplateReference__context",
    "cycler",
    "cycler.__init__.__globals__.os.popen('id').read()",
    "lipsum.__globals__",
    "joiner",
    "namespace",
    "range(9)",
    "dict(a=1)",
    "config",
    "request",
    "environment",
    "context",
    "self.environment",
    "gemeente.naam.upper()",
    "gemeente.naam.format(1)",
    "gemeente.naam.format_map(gemeente)",
    "gemeente.naam.origin.__class__",
    "gemeente.naam.join(deelnemers)",
    "gemeente.naam.encode()",
    "gemeente.naam.__format__('x')",
    "raad.datum.strftime('%Y')",
    "raad.datum.replace(2000)",
    "deelnemers.__len__()",
    "deelnemers.count('x')",
    "deelnemers.append('x')",
    "begrippen.pop('x')",
    "begrippen.update({})",
    "begrippen.clear()",
    "begrippen.__class__",
    "begrippen.setdefault('a', 1)",
    "stuk.__struct_fields__",
    "stuk.__dict__",
    "huisstijl.__struct_fields__",
    "dossier.__match_args__",
    "gemeente.__getattribute__('naam')",
    "(gemeente | attr('__class__'))",
    "('%s' | format(gemeente))",
    "(deelnemers | map(attribute='__class__'))",
    "(deelnemers | join(','))",
    "(deelnemers | list)",
    "('x' | safe)",
    "('x' | string)",
    "(gemeente | pprint)",
    "(gemeente | tojson)",
    "(3 | filesizeformat)",
    "('a' | replace('a', 'b'))",
    "(deelnemers | select('x'))",
    "(deelnemers | random)",
    "gemeente.naam ~ 'x'",
    "'x' * 9",
    "2 ** 99",
    "2 / 1",
    "2 // 1",
    "'a' + 'b'",
    "'%s' % gemeente.naam",
    "[1] * 9",
    "deelnemers + deelnemers",
    "1 % 0",
    "-gemeente.naam",
    "gemeente()",
    "deelnemers()",
    "kop(99999999999)",
    "kop('x')",
    "kop(2, 3)",
    "kop()",
    "kop(gemeente)",
    "caller()",
    "super()",
    "self.x()",
    "loop",
    "varargs",
    "kwargs",
    "_",
    "_gettext",
    "gettext('x')",
    "none()",
    "true",
    "none",
    "1.5",
    "[1]",
    "{'a': 1}",
    "'\\ue0000\\ue001'",
    "'\\x00'",
    "'\\ud800'",
    "gemeente[0]",
    "deelnemers[99]",
    "deelnemers['x':]",
)
BLOCKS = (
    '{% include "/etc/passwd" %}',
    '{% include "../data/regiovisie.yaml" %}',
    '{% include "..\\\\data\\\\regiovisie.yaml" %}',
    '{% include "onderdelen/../../data/regiovisie.yaml" %}',
    '{% include "C:/Windows/win.ini" %}',
    '{% include "huisstijlen" %}',
    '{% include "" %}',
    "{% include gemeente %}",
    "{% include none %}",
    '{% import "os" as os %}',
    '{% import "raadsvoorstel.md.j2" as x %}',
    '{% from "os" import system %}{{ system("id") }}',
    '{% import "raadsvoorstel.md.j2" as x %}{{ x.__class__ }}',
    "{% extends gemeente %}",
    "{% set gemeente.naam = 'x' %}",
    "{% do deelnemers.append(1) %}",
    "{% debug %}",
    "{% trans %}x{% endtrans %}",
    "{% for letter in gemeente.naam %}x{% endfor %}",
    "{% for a in 3 %}x{% endfor %}",
    "{% for a, b in deelnemers %}x{% endfor %}",
    "{% for a in deelnemers recursive %}{{ loop(deelnemers) }}{% endfor %}",
    "{% for a in deelnemers %}{{ loop.__class__ }}{% endfor %}",
    "{% for a in deelnemers %}{{ loop._iterable }}{% endfor %}",
    "{% macro m() %}x{% endmacro %}{{ m.__init__ }}",
    "{% macro m() %}x{% endmacro %}{{ m._func }}",
    "{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}",
    "{% call kop(1) %}x{% endcall %}",
    "{% filter hoofdletter %}{{ gemeente.naam }}{% endfilter %}",
    "{% set x %}{{ gemeente.naam }}{% endset %}{{ x | hoofdletter }}",
    "{% autoescape false %}{% macro m() %}{{ raad }}{% endmacro %}{{ m() }}{% endautoescape %}",
    "{% if gemeente is callable %}x{% endif %}",
    "{% if gemeente is sameas(1) %}x{% endif %}",
    "{% if gemeente < 3 %}x{% endif %}",
)
ENDLESS = (
    "{% for a in deelnemers %}" * 30 + "x" + "{% endfor %}" * 30,
    "".join(f"{{% for a{n} in [1,2,3,4,5,6,7,8,9] %}}" for n in range(8))
    + "x"
    + "{% endfor %}" * 8,
    "{% macro rond() %}{{ rond() }}{% endmacro %}{{ rond() }}",
    "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}{{ a() }}",
    '{% include "raadsvoorstel.md.j2" %}',
    '{% extends "raadsvoorstel.md.j2" %}',
    "{% set x %}0123456789{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}",
    "{% set a = [1, 2] %}" + "{% set a = [a, a] %}" * 60 + "{% if a == a %}x{% endif %}",
    "{% set a = (1, 2) %}" + "{% set a = (a, a) %}" * 60 + "{% if a in a %}x{% endif %}",
    "{% set a = {'k': 1} %}" + "{% set a = {'k': a, 'l': a} %}" * 60 + "{{ a }}",
    "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
    "{% if " + "not " * 3000 + "concept %}x{% endif %}",
    "{% if concept %}" * 150 + "x" + "{% endif %}" * 150,
    "{{ " + "9" * 10_000 + " }}",
    "{{ 1" + " + 1" * 5000 + " }}",
    "x" * 6_000_000,
)


@pytest.fixture
def case(minimal: Path) -> Case:
    (minimal / "templates").mkdir()
    return case_of(minimal)


def refusal(case: Case, body: str) -> Diagnostic:
    """What composing a paper by this template is refused for."""
    text = f"# {{{{ stuk.titel }}}}\n\n{body}\n"
    path = case.project.root / "templates" / "raadsvoorstel.md.j2"
    path.write_text(text, encoding="utf-8")
    found: list[Diagnostic] = []
    paper = composing.composer(case).compose("aadorp", "raadsvoorstel", found.append)
    assert paper is None, paper
    (one,) = found
    assert one.code in {f"RV40{number}" for number in range(1, 7)}, one
    assert one.location.file == "templates/raadsvoorstel.md.j2"
    assert one.location.line <= text.count("\n")
    assert one.hint
    assert english(f"{one.message} {one.hint}") == set()
    return one


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_an_expression_can_not_reach_python(case: Case, expression: str) -> None:
    refusal(case, f"{{{{ {expression} }}}}")


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_nor_in_a_condition_or_a_variable(case: Case, expression: str) -> None:
    refusal(case, f"{{% set x = {expression} %}}{{{{ x }}}}")


@pytest.mark.parametrize("block", BLOCKS)
def test_a_block_can_not_leave_the_sandbox(case: Case, block: str) -> None:
    refusal(case, block)


@pytest.mark.parametrize("body", ENDLESS, ids=lambda body: body[:40])
def test_nothing_runs_without_end(case: Case, body: str) -> None:
    assert refusal(case, body).code in {"RV403", "RV404"}


def test_a_link_out_of_the_templates_is_not_followed(case: Case, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.md.j2"
    secret.write_text("geheim", encoding="utf-8")
    (case.project.root / "templates" / "binnen.md.j2").symlink_to(secret)
    assert refusal(case, '{% include "binnen.md.j2" %}').code == "RV406"


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("{{ gemeente.naam }}", "Aadorp"),
        ("{{ gemeente['naam'] }}", "Aadorp"),
        ("{{ gemeente.naam | hoofdletter }}", "Aadorp"),
        ("{{ deelnemers | opsomming }}", "Aadorp en Beedorp"),
        ("{{ deelnemers | aantal | telwoord }}", "twee"),
        ("{{ 'a*b' }}", r"a\*b"),
        ("{{ 1 + 2 - 1 }}", "2"),
        ("{{ kop(3) }} Kop\n\nTekst", "### Kop"),
        ("{% for a in [3, 4] %}{{ kop(a) }} Kop\n\nTekst\n\n{% endfor %}", "#### Kop"),
        ("{{ kop(niveau=3) }} Kop\n\nTekst", "### Kop"),
        (
            "{% autoescape false %}{{ 'a*b' }} {{ gemeente.naam }}{% endautoescape %}",
            r"a\*b Aadorp",
        ),
        ("{% for a in deelnemers %}{{ loop.index }}{% endfor %}", "12"),
        ("{% for a in deelnemers %}{{ loop.cycle('x', 'y') }}{% endfor %}", "xy"),
        ("{% macro m(a) %}({{ a }}){% endmacro %}{{ m(gemeente.naam) }}", "Aadorp"),
        ("{% set x %}{{ gemeente.naam }}{% endset %}{{ x }}", "Aadorp"),
        ("{% for x in [gemeente.naam, 'b'] %}{{ x }}{% endfor %}", "Aadorpb"),
        ("{% include 'geen' ignore missing %}wel", "wel"),
    ],
)
def test_what_a_template_needs_works(case: Case, body: str, shown: str) -> None:
    path = case.project.root / "templates" / "raadsvoorstel.md.j2"
    path.write_text(f"# {{{{ stuk.titel }}}}\n\n{body}\n", encoding="utf-8")
    found: list[Diagnostic] = []
    paper = composing.composer(case).compose("aadorp", "raadsvoorstel", found.append)
    assert paper is not None, found
    written = FORMATS["md"].load()(paper, case.style("aadorp"), NO_FILES).decode()
    assert shown in written


def test_a_constant_is_the_same_in_every_council(case: Case) -> None:
    """A constant must not be written while the template is compiled, for the first council."""
    path = case.project.root / "templates" / "raadsvoorstel.md.j2"
    path.write_text("# {{ stuk.titel }}\n\n{{ gemeente.naam }} {{ 'vast' }}\n", encoding="utf-8")
    making, found = composing.composer(case), list[Diagnostic]()
    for gemeente, name in (("aadorp", "Aadorp"), ("beedorp", "Beedorp")):
        paper = making.compose(gemeente, "raadsvoorstel", found.append)
        assert paper is not None, found
        assert (
            f"{name} vast" in FORMATS["md"].load()(paper, case.style(gemeente), NO_FILES).decode()
        )
