"""Runs a Pulumi program written in Python under the real engine, without a Python language host.

Usage: run.py PROJECT_FOLDER preview|up EVENT_LOG POLICY_PACK POLICY_PACK_CONFIG

The Automation API serves the program to the CLI itself. Every policy event becomes a JSON line of EVENT_LOG.
POLICY_PACK_CONFIG may be empty.
"""

import json
import os
import runpy
import sys

from pulumi import automation

folder, operation, event_log, pack, pack_config = sys.argv[1:]


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
        with open(event_log, "a", encoding="utf-8") as log:
            print(json.dumps({"policyEvent": told}), file=log)


stack = automation.select_stack(
    "dev", project_name="project", program=program, opts=automation.LocalWorkspaceOptions(work_dir=folder)
)
run = stack.preview if operation == "preview" else stack.up
try:
    run(
        policy_packs=[pack],
        policy_pack_configs=[pack_config] if pack_config else None,
        on_event=tell,
        on_output=print,
    )
except automation.CommandError as error:
    sys.exit(f"{error}")
