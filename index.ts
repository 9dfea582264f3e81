import { PolicyPack } from "@pulumi/policy";
import { assemble } from "./pack/assemble";
import { deserializeOnce } from "./pack/deserializeOnce";
import { policies } from "./policies";

deserializeOnce();

new PolicyPack("ml-data-guard", {
    policies: assemble(policies, () => new Date().toISOString().slice(0, 10)),
    enforcementLevel: "mandatory",
    displayName: "ML data guard",
    description:
        "Keeps ML data on AWS private: encrypted under customer managed keys, reachable only through known endpoints by known accounts.",
    provider: "aws",
});
