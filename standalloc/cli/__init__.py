"""The command line `standalloc`: one module per group of commands.

Only click is imported until a command runs, so that every `--help` answers at once.
"""

import click

from standalloc import __version__
from standalloc.cli.backups import backup, restore
from standalloc.cli.bench import bench
from standalloc.cli.bench_records import records
from standalloc.cli.bench_report import report
from standalloc.cli.import_bts import bts
from standalloc.cli.import_layouts import apt_dat, grplugin
from standalloc.cli.import_tables import spreadsheets
from standalloc.cli.importing import export, import_
from standalloc.cli.judging import check, validate
from standalloc.cli.logs import shown_log
from standalloc.cli.looking import compare, plot, show
from standalloc.cli.making import data, generate, init
from standalloc.cli.program import Program
from standalloc.cli.replay import replay
from standalloc.cli.serving import serve, worker
from standalloc.cli.solving import demo, solve
from standalloc.cli.tokens import token

__all__ = ["main"]


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="standalloc")
@click.option("--debug", is_flag=True, help="Log what the library does, and show the traceback of an internal error.")
@click.pass_context
def main(context: click.Context, debug: bool) -> None:
    """Airport stand allocation: a parking position for every aircraft of the day, with a proven bound.

    AIRPORT SCHEDULE is always a folder and a CSV (in it or anywhere), or one instance JSON in place of both.

    Exit codes: 0 a plan, a clean check, an input without errors, an interrupted solve that has a plan;
    1 no plan, or a violated rule; 2 bad input or usage.
    """
    context.obj = context.with_resource(shown_log(debug))


for command in (
    demo,
    init,
    validate,
    show,
    solve,
    check,
    plot,
    compare,
    generate,
    data,
    import_,
    export,
    bench,
    replay,
    serve,
    worker,
    token,
    backup,
    restore,
):
    main.add_command(command)
for command in (bts, apt_dat, grplugin, spreadsheets):
    import_.add_command(command)
bench.add_command(records)
bench.add_command(report)
