import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { policies } from "../policies";
import { type Told, told } from "./support/describePolicy";
import { type Declared, judge, type Verdicts } from "./support/judge";
import { hasInput, providers, tokensOf } from "./support/providerTypes";
import { excuses, settings, twins } from "./twins";

const folder = join(__dirname, "policies");
readdirSync(folder).forEach((file) => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the cases of all of them, whichever files are run
    require(join(folder, file));
});

const groups = { ...twins, ...settings };

function typeOf(spelling: string): string {
    return spelling.split(" ", 1)[0] ?? "";
}

function inputOf(spelling: string): string | undefined {
    return spelling.split(" ")[1];
}

function speaks(resource: Declared, spelling: string): boolean {
    return resource.type === typeOf(spelling) && Object.hasOwn(resource.props, inputOf(spelling) ?? "");
}

const holds = ({ kind }: Told): boolean => kind === "pass" || kind === "falseAlarms";
const breaks = ({ kind }: Told): boolean => kind === "fail" || kind === "slips";

/** The stack without the inputs that are spelled like that. */
function without(stack: readonly Declared[], spelling: string): readonly Declared[] {
    return stack.map((resource) => {
        const { [inputOf(spelling) ?? ""]: _, ...props } = resource.props as Record<string, unknown>;
        return speaks(resource, spelling) ? { ...resource, props } : resource;
    });
}

/** What the cases of one policy show of each spelling. */
class Shown {
    readonly holds = new Set<string>();
    readonly breaks = new Set<string>();
    /** The types that broke it, and the spellings of settings that change a verdict when they are taken away. */
    readonly judged = new Set<string>();
    /** The types in cases that break it, whichever resource does. */
    readonly inBroken = new Set<string>();
    /** The types through which it held. */
    readonly through = new Set<string>();
}

/** What the cases show, by policy; computed for the first test that asks. */
function showing(): ReadonlyMap<string, Shown> {
    const shown = new Map<string, Shown>();
    for (const one of told.filter((each) => holds(each) || breaks(each))) {
        const { policy, stack, setting } = one;
        const by = shown.get(policy.name) ?? new Shown();
        shown.set(policy.name, by);
        const verdicts = judge([policy], stack, setting);
        if (holds(one)) {
            stack.forEach(({ type }) => by.holds.add(type));
            stack.filter((resource) => !holdsWithoutResource(one, resource)).forEach(({ type }) => by.through.add(type));
        } else {
            stack.forEach(({ type }) => by.inBroken.add(type));
            for (const name of new Set(verdicts.violations.map((violation) => violation.resource))) {
                const broken = stack.find((resource) => (resource.name ?? "it") === name);
                if (broken !== undefined) {
                    by.breaks.add(broken.type);
                    // A setting that breaks a rule for resources is the setting's matter, whichever resource has it.
                    if (!inputsOf(broken).some((spelling) => isMendedWithout(one, spelling, name))) {
                        by.judged.add(broken.type);
                    }
                }
            }
        }
        for (const spelling of Object.values(settings).flat()) {
            if (stack.some((resource) => speaks(resource, spelling))) {
                (holds(one) ? by.holds : by.breaks).add(spelling);
                if (!by.judged.has(spelling) && !isEqual(judge([policy], without(stack, spelling), setting), verdicts)) {
                    by.judged.add(spelling);
                }
            }
        }
    }
    return shown;
}

/** Whether the rule still holds when the resource is not there, nor anything that leads to it. */
function holdsWithoutResource({ policy, stack, setting }: Told, resource: Declared): boolean {
    const rest = stack
        .filter((other) => other !== resource)
        .map((other) => ({
            ...other,
            refs: Object.fromEntries(
                Object.entries(other.refs ?? {}).map(([input, names]) => [input, [names].flat().filter((name) => name !== resource.name)]),
            ),
        }));
    const { violations, undecided } = judge([policy], rest, setting);
    return violations.length === 0 && undecided.length === 0;
}

/** The spellings of settings that are inputs of the resource. */
function inputsOf(resource: Declared): readonly string[] {
    return Object.values(settings)
        .flat()
        .filter((spelling) => speaks(resource, spelling));
}

function isMendedWithout({ policy, stack, setting }: Told, spelling: string, name: string | undefined): boolean {
    return !judge([policy], without(stack, spelling), setting).violations.some(({ resource }) => resource === name);
}

function isEqual(one: Verdicts, other: Verdicts): boolean {
    return JSON.stringify([one.violations, one.undecided]) === JSON.stringify([other.violations, other.undecided]);
}

describe("spellings", () => {
    let shown: ReadonlyMap<string, Shown> = new Map();

    before(() => {
        shown = showing();
    });

    it("exist in a provider", () => {
        const tokens = new Set(providers.flatMap((provider) => tokensOf(provider)));
        for (const spelling of Object.values(groups).flat()) {
            const input = inputOf(spelling);
            assert.ok(input === undefined ? tokens.has(spelling) : hasInput(typeOf(spelling), input), spelling);
        }
    });

    it("are told of every type that a policy judges and that has a namesake in the other provider", () => {
        const namesake = (type: string): string =>
            type
                .replace(/^aws(-native)?:/, "")
                .replace(/\/\w+:/, ":")
                .toLowerCase();
        const namesakes = new Map<string, Set<string>>();
        for (const token of providers.flatMap((provider) => tokensOf(provider))) {
            namesakes.set(namesake(token), (namesakes.get(namesake(token)) ?? new Set()).add(token));
        }
        const grouped = Object.values(groups).map((spellings) => spellings.map(typeOf));
        const judgedTypes = [...shown].flatMap(([name, { judged }]) =>
            excuses[name]?.["every type"] === undefined ? [...judged].filter((spelling) => inputOf(spelling) === undefined) : [],
        );
        const untold = [...new Set(judgedTypes)].filter((type) => {
            const others = [...(namesakes.get(namesake(type)) ?? [])].filter((other) => other !== type);
            return !others.every((other) => grouped.some((types) => types.includes(type) && types.includes(other)));
        });
        assert.deepEqual(untold, []);
    });

    for (const { name } of policies) {
        it(`hold and break ${name}, each of those that are twins of one that it judges`, () => {
            const { holds, breaks, judged, through, inBroken } = shown.get(name) ?? new Shown();
            const missing: string[] = [];
            const demand = (group: string, spelling: string, shows: Readonly<Record<string, boolean>>): void => {
                const excuse =
                    excuses[name]?.[spelling] ?? excuses[name]?.[group] ?? (group in twins ? excuses[name]?.["every type"] : undefined);
                const lacks = Object.keys(shows).filter((what) => shows[what] === false);
                if (lacks.length > 0 && excuse === undefined) {
                    missing.push(`${spelling}: ${lacks.join(", ")}`);
                }
            };
            for (const [group, spellings] of Object.entries(groups).filter(([, all]) => all.some((one) => judged.has(one)))) {
                for (const spelling of spellings) {
                    demand(group, spelling, {
                        "none that holds": holds.has(spelling),
                        "none that breaks": breaks.has(spelling),
                        "none in which it matters": group in twins || judged.has(spelling),
                    });
                }
            }
            for (const [group, types] of Object.entries(twins).filter(([, all]) => all.some((one) => through.has(one)))) {
                // Keys that a property names are followed by one function for all policies.
                for (const type of types.filter(() => !group.startsWith("AWS::KMS::"))) {
                    demand(group, type, {
                        "none that holds because of it": through.has(type),
                        "none with it that breaks": inBroken.has(type),
                    });
                }
            }
            assert.deepEqual(missing, []);
        });
    }
});
