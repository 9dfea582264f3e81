"""Runs a Pulumi program written in Python against an engine, as the engine's Python language host does.

Usage: program.py ENGINE ORGANIZATION PROJECT STACK preview|update MAIN
"""

import asyncio
import logging
import runpy
import sys
import traceback

import pulumi
import pulumi.runtime

engine, organization, project, stack, mode, main = sys.argv[1:]

pulumi.runtime.set_all_config(pulumi.runtime.get_config_env(), pulumi.runtime.get_config_secret_keys_env())
pulumi.runtime.configure(
    pulumi.runtime.Settings(
        monitor=engine,
        engine=engine,
        organization=organization,
        project=project,
        stack=stack,
        parallel=16,
        dry_run=mode == "preview",
    )
)
sys.argv = [main]
# When a program fails, asyncio would complain about everything that waits for what will not come.
logging.getLogger("asyncio").setLevel(logging.CRITICAL)

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    loop.run_until_complete(pulumi.runtime.run_in_stack(lambda: runpy.run_path(main, run_name="__main__")))
except pulumi.RunError as error:
    pulumi.log.error(str(error))
    sys.exit(1)
except Exception:
    pulumi.log.error("Program failed with an unhandled exception:\n" + traceback.format_exc())
    sys.exit(1)
