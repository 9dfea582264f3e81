/** How the engine makes the configuration of a pack's policies out of their defaults and a configuration file. */
import { type AnalyzerInfo, EnforcementLevel } from "@pulumi/pulumi/proto/analyzer_pb";
import { fromStruct, isObject, type Properties } from "./wire";

/** The levels as a configuration names them and as they are sent. */
export const levels = {
    advisory: EnforcementLevel.ADVISORY,
    mandatory: EnforcementLevel.MANDATORY,
    disabled: EnforcementLevel.DISABLED,
    remediate: EnforcementLevel.REMEDIATE,
} as const;
export type Level = keyof typeof levels;

function levelOf(sent: EnforcementLevel): Level | undefined {
    return (Object.keys(levels) as Level[]).find((level) => levels[level] === sent);
}

/** A file for `--policy-pack-config`: for a policy, or `all`, a level or an object with `enforcementLevel` and the policy's options. */
export type PackConfiguration = Readonly<Record<string, Level | ({ enforcementLevel?: Level } & Properties)>>;

export interface PolicyConfiguration {
    enforcementLevel: Level;
    properties: Properties;
}

interface GivenConfiguration {
    enforcementLevel: Level | undefined;
    properties: Properties;
}

/**
 * The configuration of every policy: options' defaults, then the pack's own initial configuration, then the file's. `all` comes before the
 * policies named one by one, and an option given replaces the whole value.
 *
 * @throws Error for a level that does not exist, or options without a level for a policy that the pack does not have
 */
export function reconcile(info: AnalyzerInfo, file: PackConfiguration): Record<string, PolicyConfiguration> {
    const configuration: Record<string, GivenConfiguration> = {};
    for (const policy of info.getPoliciesList()) {
        const options = Object.entries(fromStruct(policy.getConfigschema()?.getProperties()));
        configuration[policy.getName()] = {
            enforcementLevel: levelOf(policy.getEnforcementlevel()),
            properties: Object.fromEntries(
                options.flatMap(([name, schema]) => (isObject(schema) && "default" in schema ? [[name, schema.default ?? null]] : [])),
            ),
        };
    }
    const initial: Record<string, GivenConfiguration> = {};
    info.getInitialconfigMap().forEach((given, name) => {
        initial[name] = { enforcementLevel: levelOf(given.getEnforcementlevel()), properties: fromStruct(given.getProperties()) };
    });
    apply(configuration, initial);
    apply(configuration, parse(file));
    return Object.fromEntries(
        Object.entries(configuration).map(([name, { enforcementLevel, properties }]) => {
            if (enforcementLevel === undefined) {
                throw new Error(`The pack has no policy "${name}", so its configuration needs a level.`);
            }
            return [name, { enforcementLevel, properties }];
        }),
    );
}

function parse(file: PackConfiguration): Record<string, GivenConfiguration> {
    return Object.fromEntries(
        Object.entries(file).map(([name, given]) => {
            const { enforcementLevel, ...properties } = typeof given === "string" ? { enforcementLevel: given } : given;
            if (enforcementLevel !== undefined && !(enforcementLevel in levels)) {
                throw new Error(`parsing enforcement level for "${name}": "${enforcementLevel}" is not a valid enforcement level`);
            }
            return [name, { enforcementLevel, properties }];
        }),
    );
}

function apply(configuration: Record<string, GivenConfiguration>, given: Record<string, GivenConfiguration>): void {
    const forAll = given.all?.enforcementLevel;
    if (forAll !== undefined) {
        for (const policy of Object.values(configuration)) {
            policy.enforcementLevel = forAll;
        }
    }
    for (const [name, { enforcementLevel, properties }] of Object.entries(given)) {
        // `all` is among them: the engine sends it to the pack like a policy of that name.
        const before = configuration[name];
        configuration[name] = {
            enforcementLevel: enforcementLevel ?? before?.enforcementLevel,
            properties: { ...before?.properties, ...properties },
        };
    }
}
