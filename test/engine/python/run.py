"""Runs a Pulumi program written in Python under the real engine, without a Python language host.

Usage: run.py PROJECT_FOLDER preview|up [POLICY_PACK]

The Automation API serves the program to the CLI itself. Prints every policy event as a JSON line.
"""

import json
import os
import runpy
import sys

from pulumi import automation

folder, operation, *packs = sys.argv[1:]


def program() -> None:
    runpy.run_path(os.path.join(folder, "__main__.py"), run_name="__main__")


def tell(event: automation.EngineEvent) -> None:
    policy = event.policy_event
    if policy is not None:
        told = {
            "policyName": policy.policy_name,
            "enforcementLevel": policy.enforcement_level,
            "resourceUrn": policy.resource_urn,
            "message": policy.message,
        }
        print(json.dumps({"policyEvent": told}), flush=True)


stack = automation.select_stack(
    "dev", project_name="project", program=program, opts=automation.LocalWorkspaceOptions(work_dir=folder)
)
run = stack.preview if operation == "preview" else stack.up
try:
    run(policy_packs=packs, on_event=tell, on_output=lambda line: print(line, file=sys.stderr))
except automation.CommandError as error:
    sys.exit(f"{error}")
