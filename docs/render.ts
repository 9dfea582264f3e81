/**
 * Renders the pages about policies: `npm run docs`. They are made of the policies, two programs for each and what the pack says of them, and a
 * test compares them with what is committed.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { policies, themes } from "../policies";
import type { Policy } from "../policies/policy";
import { repository } from "../rehearsal/rehearse";
import { configurationPage, configurationSchema } from "./configuration";
import { rows } from "./coverage";
import { policyPage } from "./page";
import { type Programs, rehearsePrograms } from "./rehearsals";

/** Every rendered file, by its path in the repository. */
export function render(programsOf: (policy: string) => Programs): Record<string, string> {
    const pages = Object.entries(themes).flatMap(([theme, ofTheme]) =>
        ofTheme.map((policy) => [`docs/policies/${policy.name}.md`, policyPage(policy, theme, programsOf(policy.name))] as const),
    );
    return { ...renderWithoutPrograms(), ...Object.fromEntries(pages) };
}

/** What is rendered from data alone. */
export function renderWithoutPrograms(): Record<string, string> {
    return {
        "docs/policies.md": indexPage(),
        "docs/coverage.md": coveragePage(),
        "docs/configuration.md": configurationPage(policies),
        "docs/configuration.schema.json": `${JSON.stringify(configurationSchema(policies), undefined, 4)}\n`,
        "README.md": readme(),
    };
}

function indexPage(): string {
    const sections = Object.entries(themes).map(([theme, ofTheme]) => `## ${theme}\n\n${tableOf(ofTheme)}\n`);
    return `# Policies

Each policy has a page with a program that breaks it and one that holds. The programs are those of [programs](programs): they are run when the pages are
made, in the account 111122223333 and the Region us-east-1, with [this configuration](programs/policy-config.json) beside what a page shows.

${sections.join("\n")}`;
}

function tableOf(ofTheme: readonly Policy[]): string {
    const lines = ofTheme.map(
        ({ name, enforcementLevel, severity, description }) =>
            `| [${name}](policies/${name}.md) | ${enforcementLevel} | ${severity} | ${description} |`,
    );
    return `| Policy | Level | Severity | What holds |\n|---|---|---|---|\n${lines.join("\n")}`;
}

function coveragePage(): string {
    const lines = rows.map(
        ({ subject, guards, beyond }) =>
            `| ${subject} | ${guards.map((name) => `[${name}](policies/${name}.md)`).join("<br>")} | ${beyond} |`,
    );
    return `# Coverage of an ML data protection review

What is reviewed, which policies guard it, and what stays out of the reach of a tool that judges programs.

| Row | Policies | Out of reach |
|---|---|---|
${lines.join("\n")}
`;
}

/** The README with the themes between its two marks. */
function readme(): string {
    const lines = Object.entries(themes).map(([theme, ofTheme]) => {
        const mandatory = ofTheme.filter(({ enforcementLevel }) => enforcementLevel === "mandatory").length;
        return `| [${theme}](docs/policies.md#${theme}) | ${ofTheme.length} | ${mandatory} |`;
    });
    const table = `| Theme | Policies | Mandatory by default |\n|---|---|---|\n${lines.join("\n")}`;
    return readFileSync(join(repository, "README.md"), "utf8").replace(
        /(<!-- policies -->\n)[\s\S]*?(<!-- \/policies -->)/,
        (_, before: string, after: string) => `${before}\n${table}\n\n${after}`,
    );
}

async function main(): Promise<void> {
    const programs = new Map<string, Programs>();
    for (const { name } of policies) {
        programs.set(name, await rehearsePrograms(name));
    }
    const programsOf = (policy: string): Programs => {
        const found = programs.get(policy);
        if (found === undefined) {
            throw new Error(`${policy} has no programs`);
        }
        return found;
    };
    for (const [path, text] of Object.entries(render(programsOf))) {
        const file = join(repository, path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
    }
}

if (require.main === module) {
    main().then(
        // Servers of packs that were run may still be closing.
        () => process.exit(0),
        (error: unknown) => {
            console.error(error instanceof Error ? error.message : error);
            process.exit(1);
        },
    );
}
