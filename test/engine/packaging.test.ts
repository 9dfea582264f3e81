import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join, relative } from "node:path";
import { environment, repository, spawned, Stack, temporaryFolder, type Run } from "./pulumi";
import { brokenIn, imports } from "./verdicts";

const program = `${imports} new aws.kms.Key("key", { enableKeyRotation: false }, { protect: true });`;

describe("the pack as it is installed, under the real engine", () => {
    it("a clone that was never built says what to type", async () => {
        const clone = cloned();
        symlinkSync(join(repository, "node_modules"), join(clone, "node_modules"));
        saysInOneLine(await previewWith(clone), /npm ci && npm run build/);
    });

    it("a built clone without node_modules says what to type", async () => {
        const clone = built(cloned());
        saysInOneLine(await previewWith(clone), /npm install/);
    });

    it("a clone with production dependencies only works when built, and says what to type when not", async () => {
        const clone = withProductionDependencies(cloned());
        saysInOneLine(await previewWith(clone), /npm ci && npm run build/);
        stops(await previewWith(built(clone)));
    });

    it("what npm packs works with production dependencies only, and holds no more than it needs", async () => {
        const folder = temporaryFolder();
        const npmPack = ["pack", "--loglevel=error", "--pack-destination", folder];
        const output = execFileSync("npm", npmPack, { cwd: repository, encoding: "utf8" });
        assert.match(output, /^ml-data-guard-\S+\.tgz\n$/, "`pulumi policy publish` takes all that npm pack prints for the file's name");

        execFileSync("tar", ["-xzf", output.trim()], { cwd: folder });
        const pack = join(folder, "package");
        assert.deepEqual(readdirSync(pack).sort(), ["LICENSE", "PulumiPolicy.yaml", "README.md", "dist", "index.js", "package.json"]);
        stops(await previewWith(withProductionDependencies(pack)));
    });

    it("pulumi policy analyze judges a stack's state", async () => {
        const stack = new Stack(program, { pack: undefined });
        await stack.up();
        const state = join(stack.folder, "export.json");
        const exported = await stack.pulumi("stack", "export", "--stack", "dev", "--file", state);
        assert.equal(exported.exitCode, 0, exported.stderr);
        const run = await stack.pulumi("policy", "analyze", "--file", state, "--policy-pack", repository);
        assert.equal(run.exitCode, 1);
        assert.match(run.stdout, /kms-key-rotation {2}\(aws:kms:Key: key\)/);
    });

    it("pulumi policy publish uploads the pack and what it says of itself", async () => {
        const { requests, output } = await published();
        const [, metadata] = requests.find(([path]) => path === "POST /api/orgs/example/policypacks") ?? [];
        assert.ok(metadata, output);
        const pack = JSON.parse(metadata.toString("utf8")) as { name: string; versionTag: string; policies: { name: string }[] };
        assert.equal(pack.name, "ml-data-guard");
        assert.equal(pack.versionTag, (JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as { version: string }).version);
        assert.ok(pack.policies.some(({ name }) => name === "kms-key-rotation"));
        const [, tarball] = requests.find(([path]) => path === "PUT /upload") ?? [];
        assert.deepEqual(tarball?.subarray(0, 2), Buffer.from([0x1f, 0x8b]), "a gzip file");
        assert.ok(
            requests.some(([path]) => /^POST \/api\/orgs\/example\/policypacks\/ml-data-guard\/versions\/[^/]+\/complete$/.test(path)),
            output,
        );
    });
});

/** The files a fresh clone has: nothing built, nothing installed. */
function cloned(): string {
    const folder = temporaryFolder();
    const made = ["node_modules", "dist", ".cache", ".git"];
    cpSync(repository, folder, { recursive: true, filter: (path) => !made.includes(relative(repository, path)) });
    return folder;
}

function built(clone: string): string {
    cpSync(join(repository, "dist"), join(clone, "dist"), { recursive: true });
    return clone;
}

/** Copies what `npm ci --omit=dev` would install. */
function withProductionDependencies(folder: string): string {
    const list = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], { cwd: repository, encoding: "utf8" });
    const packages = list
        .split("\n")
        .map((path) => relative(repository, path))
        .filter((path) => path.startsWith("node_modules"));
    for (const path of packages) {
        mkdirSync(join(folder, path), { recursive: true });
        cpSync(join(repository, path), join(folder, path), { recursive: true });
    }
    assert.ok(!existsSync(join(folder, "node_modules", "@pulumi", "aws")), "the provider's package must not be among them");
    return folder;
}

async function previewWith(pack: string): Promise<Run> {
    return new Stack(program, { pack }).preview();
}

/** The pack works: it stops the preview for the right reason. */
function stops(run: Run): void {
    assert.equal(run.exitCode, 1, run.stdout + run.stderr);
    assert.ok(brokenIn(run).includes("kms-key-rotation: key"), run.stdout + run.stderr);
}

function saysInOneLine(run: Run, what: RegExp): void {
    const output = run.stdout + run.stderr;
    assert.notEqual(run.exitCode, 0, output);
    assert.match(output, what);
    assert.doesNotMatch(output, /^\s*at .*\(?.*:\d+:\d+\)?$/m, "no stack trace");
}

/** Runs `pulumi policy publish` against a server of the test's own, and returns what it was sent. */
async function published(): Promise<{ requests: [string, Buffer][]; output: string }> {
    const requests: [string, Buffer][] = [];
    const server = createServer((request, response) => {
        const chunks: Buffer[] = [];
        request.on("data", (chunk: Buffer) => chunks.push(chunk));
        request.on("end", () => {
            const path = `${request.method} ${request.url?.split("?")[0]}`;
            requests.push([path, Buffer.concat(chunks)]);
            const answers: Record<string, object> = {
                "GET /api/user": {
                    id: "1",
                    githubLogin: "example",
                    name: "example",
                    organizations: [{ githubLogin: "example", name: "example" }],
                },
                "GET /api/capabilities": { capabilities: [] },
                "POST /api/orgs/example/policypacks": { version: 1, uploadURI: `${address}/upload` },
            };
            response.setHeader("content-type", "application/json").end(JSON.stringify(answers[path] ?? {}));
        });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
        const env = { ...environment(), PULUMI_BACKEND_URL: address, PULUMI_ACCESS_TOKEN: "pul-0000" };
        const { stdout, stderr } = await spawned("pulumi", ["policy", "publish", "example", "--non-interactive"], repository, env);
        return { requests, output: stdout + stderr };
    } finally {
        server.close();
    }
}
