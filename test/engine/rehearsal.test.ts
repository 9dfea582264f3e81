import assert from "node:assert/strict";
import { join } from "node:path";
import { rehearse } from "../../rehearsal/rehearse";
import type { Requests } from "../../rehearsal/requests";
import { type Properties, sorted, type Value } from "../../rehearsal/wire";
import { type PackRequest, repository, Stack } from "./pulumi";
import { allAdvisory } from "./verdicts";

const examples = ["compliant", "leaking"].map((name) => join(repository, "examples", name));

for (const example of examples) {
    describe(`rehearsing ${example.slice(repository.length + 1)} sends the pack what the real engine sends`, () => {
        const stack = new Stack(example, { packConfig: allAdvisory, inputsLeftOut: "unknown" });

        for (const [mode, operation] of [
            ["preview", "preview"],
            ["update", "up"],
        ] as const) {
            it(`in ${mode}`, async () => {
                const run = await stack[operation]();
                assert.equal(run.exitCode, 0, run.stdout + run.stderr);
                const rehearsal = await rehearse(example, { mode, stack: "dev", policyPackConfig: allAdvisory, leftOut: "unknown" });
                assert.deepEqual(withoutSuffixes(rehearsal.requests), withoutSuffixes(requestsOf(run.requests)));
            });
        }
    });
}

/** The suffixes of autonames are random in the engine. */
function withoutSuffixes(requests: Requests): unknown {
    return JSON.parse(JSON.stringify(requests).replace(/-[0-9a-f]{7}\b/g, "-0000000"));
}

/** The real engine's requests, which its log has as canonical JSON of protocol buffers, in the form that a rehearsal gives its own in. */
function requestsOf(requests: PackRequest[]): Requests {
    const of = (name: string) => requests.filter(({ method }) => method === name).map(({ request }) => request as Message);
    const configurations = Object.assign({}, ...of("Configure").map(({ policyConfig }) => policyConfig)) as Record<string, Message>;
    const configure = Object.entries(configurations).map(([policy, { enforcementLevel = "ADVISORY", properties = {} }]) => [
        policy,
        { level: (enforcementLevel as string).toLowerCase(), properties },
    ]);
    return {
        configure: sorted(Object.fromEntries(configure) as Properties) as Properties,
        analyze: byUrn(of("Analyze").map(resourceOf)),
        analyzeStack: byUrn(of("AnalyzeStack").flatMap(({ resources }) => (resources as Message[]).map(placedOf))),
    };
}

/** Canonical JSON leaves out every field that has its type's default. */
type Message = Record<string, Value | undefined>;

function byUrn(resources: [Value | undefined, Properties][]): Properties {
    return sorted(Object.fromEntries(resources) as Properties) as Properties;
}

function resourceOf(resource: Message): [Value | undefined, Properties] {
    const { type = "", name = "", urn, properties = {}, provider = null } = resource;
    return [urn, { type, name, properties, options: optionsOf(resource["options"] as Message | undefined), provider }];
}

function placedOf(resource: Message): [Value | undefined, Properties] {
    const {
        parent = "",
        dependencies = [],
        propertyDependencies = {},
    } = resource as { parent?: string; dependencies?: string[]; propertyDependencies?: Record<string, { urns?: string[] }> };
    const [urn, common] = resourceOf(resource);
    const place = {
        ...common,
        parent,
        dependencies: [...dependencies].sort(),
        propertyDependencies: Object.fromEntries(
            Object.entries(propertyDependencies).map(([name, { urns = [] }]) => [name, [...urns].sort()]),
        ),
    };
    return [urn, place];
}

function optionsOf(options: Message = {}): Properties {
    const { create = 0, update = 0, delete: remove = 0 } = (options["customTimeouts"] ?? {}) as Message;
    return {
        protect: options["protect"] ?? false,
        ignorechangesList: options["ignoreChanges"] ?? [],
        deletebeforereplace: options["deleteBeforeReplace"] ?? false,
        deletebeforereplacedefined: options["deleteBeforeReplaceDefined"] ?? false,
        additionalsecretoutputsList: options["additionalSecretOutputs"] ?? [],
        aliasesList: options["aliases"] ?? [],
        parent: options["parent"] ?? "",
        customtimeouts: options["customTimeouts"] === undefined ? {} : { create, update, delete: remove },
    } as Properties;
}
