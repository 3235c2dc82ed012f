"""The records of a folder as Parquet tables: `runs.parquet`, a row for each run, and `trace.parquet`, their course."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel

from standalloc.bench.record import FiguresRecord, Machine, Moment, RunRecord, read_records
from standalloc.model import TERMS

if TYPE_CHECKING:
    import pandas as pd

#: What a user without the extra `bench` is told.
MISSING_PACKAGE: Final = "Parquet files need the package pyarrow: pip install 'standalloc[bench]'"

#: Types of columns, the same in every file whether or not there are values.
_DTYPES: Final[Mapping[object, str]] = {int: "Int64", float: "float64", float | None: "float64"}
_VERSIONS: Final = ("standalloc", "ortools", "python")
#: Keys of a record that do not become one column of the same name.
_PARTS: Final = ("figures", "terms", "versions", "machine", "trace")


def compact(folder: Path) -> list[Path]:
    """Write the records of a folder of results into Parquet files beside them; return their paths.

    Raises:
        InputError: a file among the results is no record.
        ModuleNotFoundError: the package pyarrow is not installed.
        OSError: a file cannot be written; it is then as it was before.
    """
    records = read_records(folder)
    frames = {"runs.parquet": runs_frame(records), "trace.parquet": trace_frame(records)}
    return [_write(frame, folder / name) for name, frame in frames.items()]


def runs_frame(records: Sequence[RunRecord]) -> "pd.DataFrame":
    """Return a row for each record, without its trace.

    Figures have columns of their names, terms `amount_` and `cost_` and the name, versions `version_` and the package,
    the machine's keys `machine_` and the key; tiers are JSON text.
    """
    import pandas as pd  # noqa: PLC0415 - sweeps do without pandas until they end

    dtypes = _columns()
    frame = pd.DataFrame([_flat(record) for record in records], columns=list(dtypes)).astype(dtypes)
    return frame.assign(date=pd.to_datetime(frame["date"], utc=True).dt.as_unit("us"))


def trace_frame(records: Sequence[RunRecord]) -> "pd.DataFrame":
    """Return a row for each moment of each record, with the run's name."""
    import pandas as pd  # noqa: PLC0415 - sweeps do without pandas until they end

    dtypes = {"run": "string", **dict(_typed(Moment))}
    rows = [{"run": record.run, **moment.model_dump()} for record in records for moment in record.trace]
    return pd.DataFrame(rows, columns=list(dtypes)).astype(dtypes)


def _columns() -> dict[str, str]:
    """Return the columns of `runs.parquet` with their types."""
    terms = {f"{kind}_{term}": "float64" for term in TERMS for kind in ("amount", "cost")}
    versions = {f"version_{package}": "string" for package in _VERSIONS}
    machine = {f"machine_{key}": dtype for key, dtype in _typed(Machine)}
    own = {key: dtype for key, dtype in _typed(RunRecord) if key not in _PARTS}
    return own | dict(_typed(FiguresRecord)) | terms | versions | machine


def _typed(kind: type[BaseModel]) -> Iterator[tuple[str, str]]:
    for name, info in kind.model_fields.items():
        column = info.alias or name
        yield column, "Int64" if column == "schema" else _DTYPES.get(info.annotation, "string")


def _flat(record: RunRecord) -> dict[str, Any]:
    """Return the row of a record."""
    document = record.model_dump(mode="json", by_alias=True)
    figures, terms, versions, machine, _trace = (document.pop(part) for part in _PARTS)
    document["tiers"] = json.dumps(document["tiers"])
    return {
        **document,
        **(figures or {}),
        **{f"{kind}_{term}": value for term, values in terms.items() for kind, value in values.items()},
        **{f"version_{package}": version for package, version in versions.items()},
        **{f"machine_{key}": value for key, value in machine.items()},
    }


def _write(frame: "pd.DataFrame", path: Path) -> Path:
    try:
        from pyarrow import Table, parquet  # noqa: PLC0415 - an optional extra
    except ModuleNotFoundError as missing:
        raise ModuleNotFoundError(MISSING_PACKAGE) from missing
    temporary = path.with_name(f".{token_hex(8)}.tmp")
    try:
        parquet.write_table(Table.from_pandas(frame, preserve_index=False), temporary)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return path
