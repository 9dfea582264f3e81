// A small pack, so that what the tests of the rehearsal see does not depend on the policies of this repository's own.
const { PolicyPack } = require("@pulumi/policy");
const { runtime } = require("@pulumi/pulumi");

new PolicyPack("small", {
    policies: [
        {
            name: "queue-name",
            description: "Queues have a name.",
            enforcementLevel: "mandatory",
            severity: "high",
            configSchema: { properties: { prefix: { type: "string", default: "q" } } },
            validateResource: (args, report) => {
                if (args.type === "aws:sqs/queue:Queue" && !args.props.name.startsWith(args.getConfig().prefix)) {
                    report(`The name is ${args.props.name}.`);
                }
            },
        },
        {
            name: "stack-size",
            description: "Stacks have a topic.",
            enforcementLevel: "advisory",
            validateStack: (args, report) => {
                if (!args.resources.some(({ type }) => type === "aws:sns/topic:Topic")) {
                    report(
                        `${runtime.isDryRun() ? "A preview" : "An update"} of ${runtime.getProject()}/${runtime.getStack()} has no topic.`,
                    );
                }
            },
        },
        {
            name: "preview-undecided",
            description: "Everything can be decided before deployment.",
            validateStack: (args, report) => {
                for (const { name, urn } of args.resources) {
                    if (name === "undecided") {
                        report("Undecided: queue-name waits for name, tags; stack-size waits for url.", urn);
                    }
                }
            },
        },
    ],
});
