import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { repository, Stack, temporaryFolder, type Run, type StackOptions } from "../pulumi";

const requirements = join(__dirname, "requirements.txt");
const environmentFolder = join(repository, ".cache", "python");
const python = join(environmentFolder, "bin", "python");

/** Makes, once, the virtual environment that Python programs run in: the pinned `pulumi` and `pulumi-aws`. */
export function installPython(): void {
    const installed = join(environmentFolder, "requirements.txt");
    if (existsSync(installed) && readFileSync(installed, "utf8") === readFileSync(requirements, "utf8")) {
        return;
    }
    execFileSync("python3", ["-m", "venv", "--clear", environmentFolder], { stdio: ["ignore", "inherit", "inherit"] });
    const install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements];
    execFileSync(python, install, { stdio: ["ignore", "inherit", "inherit"] });
    copyFileSync(requirements, installed);
}

/** A folder with this text for its `__main__.py`. */
export function folderWith(program: string): string {
    const folder = temporaryFolder();
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "__main__.py"), program);
    return folder;
}

/** A stack whose program is a folder with a `__main__.py`. It takes no options of the CLI. */
export class PythonStack extends Stack {
    constructor(folder: string, options: StackOptions = {}) {
        super(folder, options, "python");
        symlinkSync(environmentFolder, join(this.folder, ".venv"));
    }

    protected override async operate(command: "preview" | "up"): Promise<Run> {
        await this.init();
        const { pack = repository } = this.options;
        const packConfig = this.packConfigFile() ?? "";
        return this.execute(python, [join(__dirname, "run.py"), this.folder, command, this.eventLog, pack, packConfig]);
    }
}
