import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The release that is built where no Pulumi is installed; cli/go.mod pins the same. */
const version = "3.259.0";

const source = join(__dirname, "cli");

/** The programs without which the CLI cannot run a Node program with a Node policy pack. */
const needed = ["pulumi", "pulumi-language-nodejs"];

/** The PATH under which `pulumi` runs in these tests. */
export function pulumiPath(): string {
    return findOrBuild(process.env.PATH ?? "", join(__dirname, "..", "..", ".cache", `pulumi-${version}`));
}

/**
 * The given PATH where it leads to a complete Pulumi installation; else one that begins with the folder `built`, where a CLI and a small
 * language host are built from Go modules (minutes once, nothing after).
 *
 * @throws Error that names both ways where there is neither Pulumi nor Go.
 */
export function findOrBuild(outer: string, built: string): string {
    if (needed.every((program) => isOn(outer, program))) {
        return outer;
    }
    const isCliBuilt = isNewer(join(built, "pulumi"), "go.mod");
    const isHostBuilt = isNewer(join(built, "pulumi-language-nodejs"), "go.mod", "main.go");
    if (!(isCliBuilt && isHostBuilt) && !isOn(outer, "go")) {
        throw new Error(
            "These tests drive the real Pulumi engine. Install Pulumi (https://www.pulumi.com/docs/iac/download-install/), " +
                `or Go 1.26 (https://go.dev/dl/), with which they build Pulumi ${version} themselves.`,
        );
    }
    mkdirSync(built, { recursive: true });
    if (!isCliBuilt) {
        console.error(`Building Pulumi ${version} from Go modules, once. This takes three to eight minutes.`);
        const versionFlag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
        build(built, "-tags", "osusergo,grpcnotrace", "-ldflags", `-s -w ${versionFlag}`, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi");
    }
    if (!isHostBuilt) {
        build(join(built, "pulumi-language-nodejs"), ".");
    }
    return built + delimiter + outer;
}

function isOn(path: string, program: string): boolean {
    return path.split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function isNewer(program: string, ...sources: string[]): boolean {
    return existsSync(program) && sources.every((name) => statSync(join(source, name)).mtimeMs < statSync(program).mtimeMs);
}

function build(output: string, ...args: string[]): void {
    execFileSync("go", ["build", "-buildvcs=false", "-o", output, ...args], { cwd: source, stdio: ["ignore", "inherit", "inherit"] });
}
