import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { configurationSchema } from "../docs/configuration";
import { rows } from "../docs/coverage";
import { reasons } from "../docs/reasons";
import { inevitable, type Programs, programsFolder, rehearsePrograms, type Side, sides } from "../docs/rehearsals";
import { render, renderWithoutPrograms } from "../docs/render";
import { policies } from "../policies";
import { repository, type Violation } from "../rehearsal/rehearse";
import { accepts, keywords, type Schema } from "./support/jsonSchema";

const names = policies.map(({ name }) => name);

/** What was reported, without what nobody could tell yet. */
function decided(reported: readonly Violation[], policy: string): string[] {
    return [...new Set(reported.map((violation) => violation.policy))].filter((name) => name === policy || name !== "preview-undecided");
}

describe("the programs of the pages", () => {
    const programs = new Map<string, Programs>();

    const programsOf = (policy: string): Programs => {
        const found = programs.get(policy);
        assert.ok(found, `The programs of ${policy} were not run.`);
        return found;
    };

    it("are there for every policy of the pack and for nothing else", () => {
        const folders = readdirSync(programsFolder).filter((name) => statSync(join(programsFolder, name)).isDirectory());
        assert.deepEqual(folders.sort(), [...names].sort());
    });

    for (const policy of policies) {
        describe(policy.name, () => {
            before(async () => {
                programs.set(policy.name, await rehearsePrograms(policy.name));
            });

            it("is broken by its one program, and nothing else is", () => {
                const { update } = programsOf(policy.name).breaks;
                assert.deepEqual(
                    decided(update.reported, policy.name).sort(),
                    [policy.name, ...(inevitable[policy.name] ?? [])].sort(),
                    JSON.stringify(update.reported, undefined, 4),
                );
                assert.deepEqual(policy.name === "preview-undecided" ? [] : update.undecided, []);
            });

            it("holds in its other program, and so does everything else", () => {
                assert.deepEqual(programsOf(policy.name).holds.update.reported, []);
            });

            it("is broken or undecided in a preview of the one, and broken in none of the other", () => {
                const { breaks, holds } = programsOf(policy.name);
                const undecided = breaks.preview.undecided.map((one) => one.policy);
                assert.ok([...decided(breaks.preview.reported, policy.name), ...undecided].includes(policy.name));
                const others = [policy.name, ...(inevitable[policy.name] ?? [])];
                assert.deepEqual(
                    breaks.preview.violations.filter((violation) => !others.includes(violation.policy)),
                    [],
                );
                assert.deepEqual(holds.preview.violations, []);
            });
        });
    }

    // After the programs: mocha runs what is directly in a suite before the suites inside.
    describe("all together", () => {
        it("make the pages that are committed: `npm run docs` renders them anew", () => {
            for (const [path, text] of Object.entries(render(programsOf))) {
                assert.equal(existsSync(join(repository, path)) ? readFileSync(join(repository, path), "utf8") : "", text, path);
            }
        });

        it("make pages that name every control that the tags name", () => {
            const pages = render(programsOf);
            for (const { name, tags } of policies) {
                for (const tag of tags.filter((one) => one.includes(":"))) {
                    assert.ok(pages[`docs/policies/${name}.md`]?.includes(tag.slice(tag.indexOf(":") + 1)), `${name}: ${tag}`);
                }
            }
        });

        it("leave no page of a policy that is gone", () => {
            const pages = readdirSync(join(repository, "docs", "policies"));
            assert.deepEqual(pages.sort(), names.map((name) => `${name}.md`).sort());
        });
    });
});

describe("the pages", () => {
    it("say of every policy of the pack why it matters, and of no other", () => {
        assert.deepEqual(Object.keys(reasons).sort(), [...names].sort());
    });

    it("go through a review in which every policy has its place", () => {
        const guards = new Set(rows.flatMap((row) => row.guards));
        assert.deepEqual([...guards].sort(), [...names].sort());
        assert.equal(new Set(rows.map(({ subject }) => subject)).size, rows.length);
    });

    it("lead to files that are there", () => {
        for (const [path, text] of Object.entries(renderWithoutPrograms())) {
            for (const [, target = ""] of text.matchAll(/\]\((?!https?:)([^)#]+)/g)) {
                assert.ok(existsSync(join(repository, path, "..", target)), `${path} leads to ${target}`);
            }
        }
    });
});

describe("the schema of the configuration file", () => {
    const schema = configurationSchema(policies) as Schema;
    const exemption = { resource: "scratch", reason: "Holds what can be computed again.", expires: "2027-03-31" };
    const exempt = (one: object): object => ({ "s3-versioning": { exempt: [one] } });

    const accepted: Record<string, unknown> = {
        nothing: {},
        "a level for all": { all: "advisory" },
        "a level for all in an object": { all: { enforcementLevel: "advisory" } },
        "a level for a policy": { "kms-key-rotation": "disabled" },
        "an option": { "kms-key-rotation": { maxRotationPeriodInDays: 365 } },
        "a level and an option": { "kms-key-rotation": { enforcementLevel: "advisory", maxRotationPeriodInDays: 365 } },
        "any option where all are shared": { "guard-configuration": { ownAccounts: ["111122223333"], scope: "all" } },
        "a scope by names": { "s3-policy-vpce-only": { scope: { names: ["acme-*"] } } },
        "a scope by tags": { "s3-policy-vpce-only": { scope: { tags: { Classification: "PHI" } } } },
        "an exemption": exempt(exemption),
        "an exemption for some stacks": exempt({ ...exemption, stack: "*/dev" }),
    };
    for (const [name, configuration] of Object.entries(accepted)) {
        it(`accepts ${name}`, () => assert.ok(accepts(schema, configuration)));
    }

    const refused: Record<string, unknown> = {
        "a list": [],
        "a misspelt policy": { "kms-key-rotatoin": "advisory" },
        "a misspelt level": { "kms-key-rotation": "mandatry" },
        "a level of another kind": { all: true },
        "options for all": { all: { ownAccounts: ["111122223333"] } },
        "a misspelt option": { "kms-key-rotation": { maxRotationPeriod: 365 } },
        "another policy's option": { "s3-versioning": { maxRotationPeriodInDays: 365 } },
        "a number as text": { "kms-key-rotation": { maxRotationPeriodInDays: "365" } },
        "a number that AWS does not take": { "kms-key-rotation": { maxRotationPeriodInDays: 30 } },
        "a number with a fraction": { "kms-key-rotation": { maxRotationPeriodInDays: 365.5 } },
        "an account id of eleven digits": { "guard-configuration": { ownAccounts: ["11112222333"] } },
        "a scope of another name": { "s3-policy-vpce-only": { scope: "none" } },
        "a scope of nothing": { "s3-policy-vpce-only": { scope: {} } },
        "a scope by an empty name": { "s3-policy-vpce-only": { scope: { names: [""] } } },
        "a scope by something else": { "s3-policy-vpce-only": { scope: { name: ["acme-*"] } } },
        "a restricted tag without the principal's": { "s3-restricted-objects-by-tag": { restrictedTag: { key: "a", value: "b" } } },
        "an exemption that is no list": { "s3-versioning": { exempt: exemption } },
        "an exemption without a resource": exempt({ ...exemption, resource: undefined }),
        "an exemption of nothing": exempt({ ...exemption, resource: "" }),
        "an exemption without a reason": exempt({ reason: " ", resource: "scratch", expires: "2027-03-31" }),
        "an exemption without an end": exempt({ resource: "scratch", reason: "Because." }),
        "an exemption with an end in words": exempt({ ...exemption, expires: "next year" }),
        "an exemption with a thirteenth month": exempt({ ...exemption, expires: "2027-13-01" }),
        "an exemption with a time": exempt({ ...exemption, expires: "2027-03-31T00:00:00Z" }),
        "an exemption with something else": exempt({ ...exemption, owner: "platform" }),
    };
    for (const [name, configuration] of Object.entries(refused)) {
        it(`refuses ${name}`, () => assert.ok(!accepts(schema, JSON.parse(JSON.stringify(configuration)))));
    }

    it("accepts the configurations of the examples", () => {
        const file = join(repository, "examples", "compliant", "policy-config.json");
        assert.ok(accepts(schema, JSON.parse(readFileSync(file, "utf8"))));
    });

    it("accepts those of the programs, but for what breaks a policy about configuration", () => {
        const files = (side: Side): string[] => readdirSync(programsFolder).map((policy) => join(programsFolder, policy, `${side}.json`));
        const found = [join(programsFolder, "policy-config.json"), ...sides.flatMap(files)].filter((file) => existsSync(file));
        const bad = found.filter((file) => !accepts(schema, JSON.parse(readFileSync(file, "utf8"))));
        assert.deepEqual(
            bad.map((file) => file.slice(programsFolder.length + 1)),
            ["guard-configuration/breaks.json", "guard-exemptions/breaks.json"],
        );
    });

    it("uses the keywords that are checked here and no others", () => {
        assert.deepEqual(
            keywordsIn(schema).filter((keyword) => !keywords.includes(keyword)),
            [],
        );
    });
});

/** The keywords of a schema and of those inside. */
function keywordsIn(schema: Schema): string[] {
    const { properties = {}, definitions = {}, oneOf = [], items, additionalProperties } = schema;
    const inner = [...Object.values(properties), ...Object.values(definitions), ...oneOf, ...(items ? [items] : [])];
    const more = typeof additionalProperties === "object" ? [additionalProperties] : [];
    return [...new Set([...Object.keys(schema), ...[...inner, ...more].flatMap(keywordsIn)])];
}
