/** The requests that a pack gets, as plain data that can be compared whoever sent them. */
import {
    type AnalyzeRequest,
    type AnalyzerProviderResource,
    AnalyzerResource,
    type AnalyzerResourceOptions,
    type AnalyzeStackRequest,
    type ConfigureAnalyzerRequest,
    EnforcementLevel,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { fromStruct, type Properties, sorted, textOf, type Value } from "./wire";

/** One request, in the JSON form of its protocol, as the engine's own log (`PULUMI_DEBUG_GRPC`) has it. */
export interface PackRequest {
    method: string;
    request: unknown;
}

/** The requests by policy, or by URN, without the order in which they and their parts came. */
export interface Requests {
    configure: Properties;
    analyze: Properties;
    analyzeStack: Properties;
}

/** What was sent, in a form that is equal for equal requests. */
export function canonical(requests: readonly PackRequest[]): Requests {
    const sent = (method: string): Properties[] =>
        requests.filter((one) => one.method === method).map(({ request }) => request as Properties);
    const byUrn = (resources: Properties[]): Properties =>
        Object.fromEntries(resources.map((resource) => [textOf(resource.urn), resource]));
    const resources = sent("AnalyzeStack").flatMap((request) => request.resources as Properties[]);
    return sorted({
        configure: Object.assign({}, ...sent("Configure").map((request) => request.policyConfig)) as Properties,
        analyze: byUrn(sent("Analyze")),
        analyzeStack: byUrn(resources.map(withDependenciesInOrder)),
    }) as unknown as Requests;
}

function withDependenciesInOrder(resource: Properties): Properties {
    const inOrder = (urns: Value | undefined): string[] => [...((urns ?? []) as string[])].sort();
    const byProperty = Object.entries((resource.propertyDependencies ?? {}) as Record<string, Properties>);
    return withoutDefaults({
        ...resource,
        dependencies: inOrder(resource.dependencies),
        propertyDependencies: Object.fromEntries(byProperty.map(([property, { urns }]) => [property, { urns: inOrder(urns) }])),
    });
}

/** The protocol's JSON leaves out what is at its default. */
function withoutDefaults(message: Record<string, Value | undefined>): Properties {
    const isDefault = (value: Value | undefined): boolean =>
        value === undefined || value === "" || value === false || value === 0 || (Array.isArray(value) && value.length === 0);
    return Object.fromEntries(Object.entries(message).flatMap(([name, value]) => (isDefault(value) ? [] : [[name, value as Value]])));
}

export function configureAsJson(request: ConfigureAnalyzerRequest): PackRequest {
    const policyConfig: Properties = {};
    const levels = Object.keys(EnforcementLevel);
    request.getPolicyconfigMap().forEach((policy, name) => {
        const level = policy.getEnforcementlevel();
        policyConfig[name] = withoutDefaults({
            enforcementLevel: level === EnforcementLevel.ADVISORY ? undefined : levels[level],
            properties: fromStruct(policy.getProperties()),
        });
    });
    return { method: "Configure", request: { policyConfig } };
}

export function analyzeAsJson(request: AnalyzeRequest): PackRequest {
    return { method: "Analyze", request: resourceAsJson(request) };
}

export function analyzeStackAsJson(request: AnalyzeStackRequest): PackRequest {
    return { method: "AnalyzeStack", request: { resources: request.getResourcesList().map(resourceAsJson) } };
}

function resourceAsJson(resource: AnalyzeRequest | AnalyzerResource): Properties {
    return withoutDefaults({
        type: resource.getType(),
        properties: fromStruct(resource.getProperties()),
        urn: resource.getUrn(),
        name: resource.getName(),
        options: optionsAsJson(resource.getOptions()),
        provider: providerAsJson(resource.getProvider()),
        ...(resource instanceof AnalyzerResource ? placeAsJson(resource) : {}),
    });
}

function optionsAsJson(options: AnalyzerResourceOptions | undefined): Properties {
    const timeouts = options?.getCustomtimeouts();
    return withoutDefaults({
        protect: options?.getProtect(),
        ignoreChanges: options?.getIgnorechangesList(),
        deleteBeforeReplace: options?.getDeletebeforereplace(),
        deleteBeforeReplaceDefined: options?.getDeletebeforereplacedefined(),
        additionalSecretOutputs: options?.getAdditionalsecretoutputsList(),
        aliases: options?.getAliasesList(),
        customTimeouts: withoutDefaults({
            create: timeouts?.getCreate(),
            update: timeouts?.getUpdate(),
            delete: timeouts?.getDelete(),
            read: timeouts?.getRead(),
        }),
        parent: options?.getParent(),
    });
}

function providerAsJson(provider: AnalyzerProviderResource | undefined): Properties | undefined {
    return (
        provider &&
        withoutDefaults({
            type: provider.getType(),
            properties: fromStruct(provider.getProperties()),
            urn: provider.getUrn(),
            name: provider.getName(),
        })
    );
}

function placeAsJson(resource: AnalyzerResource): Record<string, Value | undefined> {
    const propertyDependencies: Properties = {};
    resource.getPropertydependenciesMap().forEach((dependencies, property) => {
        propertyDependencies[property] = { urns: dependencies.getUrnsList() };
    });
    return {
        parent: resource.getParent(),
        dependencies: resource.getDependenciesList(),
        propertyDependencies,
    };
}
