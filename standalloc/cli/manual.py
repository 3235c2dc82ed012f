"""The page `docs/cli.md`, made from the commands themselves: `python -m standalloc.cli.manual > docs/cli.md`."""

import inspect
from collections.abc import Iterator

import click

from standalloc.cli import main

_HEAD = """# Command line

<!-- Made by `python -m standalloc.cli.manual > docs/cli.md`; a test compares the two. -->

A first session:

```sh
standalloc init xyz
standalloc validate xyz
standalloc show xyz 2030-06-01.csv
standalloc solve xyz 2030-06-01.csv --time-limit 10
standalloc check xyz 2030-06-01.csv plans/XYZ-2030-06-01/plan.csv
standalloc plot xyz 2030-06-01.csv plans/XYZ-2030-06-01/plan.csv --format svg
```
"""


def manual() -> str:
    """Return the page: every command with its arguments and options, in Markdown."""
    return _HEAD + "".join(_sections(main, "standalloc"))


def _sections(command: click.Command, path: str) -> Iterator[str]:
    arguments = [p.metavar or p.human_readable_name for p in command.params if isinstance(p, click.Argument)]
    options = [p for p in command.params if isinstance(p, click.Option)]
    usage = " ".join(
        [path, *arguments, *["[OPTIONS]"] * bool(options), *["COMMAND"] * isinstance(command, click.Group)]
    )
    yield f"\n## `{usage}`\n\n{inspect.cleandoc(command.help or '')}\n"
    if options:
        yield "\n| option | meaning |\n|---|---|\n" + "".join(_row(option) for option in options)
    if isinstance(command, click.Group):
        for name, inner in command.commands.items():
            yield from _sections(inner, f"{path} {name}")


def _row(option: click.Option) -> str:
    words = [*option.opts, *[_value(option)] * (not option.is_flag)]
    notes = [note for note, holds in (("required", option.required), ("repeatable", option.multiple)) if holds]
    if option.show_default:
        notes.append(f"default: {option.default}")
    meaning = (option.help or "") + (f" ({', '.join(notes)})" if notes else "")
    name = " ".join(words).replace("|", "\\|")  # a bare bar would end the cell
    return f"| `{name}` | {meaning} |\n"


def _value(option: click.Option) -> str:
    if option.metavar:
        return option.metavar
    return "|".join(option.type.choices) if isinstance(option.type, click.Choice) else option.type.name.upper()


if __name__ == "__main__":
    click.echo(manual(), nl=False)
