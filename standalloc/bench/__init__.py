"""The benchmark harness: suites of instances x configurations x seeds, each run a process, each result a record."""

from standalloc.bench.record import RunRecord, read_record, read_records, write_record

__all__ = ["RunRecord", "read_record", "read_records", "write_record"]
