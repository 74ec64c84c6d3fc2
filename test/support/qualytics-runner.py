"""Runs commands of the public client in one process, since starting it takes seconds.

Reads lines of JSON, each a list of arguments; writes a line of JSON for each: exit code, output, what was raised.
"""
import json
import sys

from typer.testing import CliRunner

from qualytics.qualytics import app

runner = CliRunner()
out = sys.stdout
for line in sys.stdin:
    result = runner.invoke(app, json.loads(line), terminal_width=400)
    error = None
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        error = f"{type(result.exception).__name__}: {result.exception}"
    out.write(json.dumps({"code": result.exit_code, "output": result.output, "error": error}) + "\n")
    out.flush()
