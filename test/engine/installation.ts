import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The release that is built where no Pulumi is installed; cli/go.mod pins the same. */
const version = "3.259.0";

const source = join(__dirname, "cli");
const built = join(__dirname, "..", "..", ".cache", `pulumi-${version}`);

/** The programs without which the CLI cannot run a Node program with a Node policy pack. */
const needed = ["pulumi", "pulumi-language-nodejs"];

let path: string | undefined;

/**
 * The PATH under which `pulumi` runs: the environment's own where Pulumi is installed, else one that begins with a CLI and a small
 * language host built from Go modules into `.cache` (minutes once, nothing after).
 *
 * @throws Error that names both ways where there is neither Pulumi nor Go.
 */
export function pulumiPath(): string {
    path ??= findOrBuild(process.env.PATH ?? "");
    return path;
}

function findOrBuild(outer: string): string {
    if (needed.every((program) => isOn(outer, program))) {
        return outer;
    }
    if (!isOn(outer, "go")) {
        throw new Error(
            "These tests drive the real pulumi. Install Pulumi (https://www.pulumi.com/docs/install/), or Go 1.26 or later (https://go.dev/dl/), " +
                `from which they build Pulumi ${version} themselves.`,
        );
    }
    mkdirSync(built, { recursive: true });
    if (!isBuilt("pulumi", ["go.mod"])) {
        console.error(`Building Pulumi ${version} from Go modules into .cache; this takes about eight minutes, once.`);
        const versionFlag = `-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`;
        build("pulumi", ["-tags", "osusergo,grpcnotrace", "-ldflags", `-s -w ${versionFlag}`, "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi"]);
    }
    if (!isBuilt("pulumi-language-nodejs", ["go.mod", "main.go"])) {
        build("pulumi-language-nodejs", ["."]);
    }
    return built + delimiter + outer;
}

function isOn(path: string, program: string): boolean {
    return path.split(delimiter).some((folder) => existsSync(join(folder, program)));
}

function isBuilt(program: string, sources: string[]): boolean {
    const file = join(built, program);
    return existsSync(file) && sources.every((name) => statSync(join(source, name)).mtimeMs < statSync(file).mtimeMs);
}

function build(program: string, args: string[]): void {
    execFileSync("go", ["build", "-o", join(built, program), ...args], { cwd: source, stdio: ["ignore", "inherit", "inherit"] });
}
