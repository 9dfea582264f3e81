import * as kms from "../../policies/kms";
import { describePolicy } from "../support/describePolicy";
import { unknown } from "../support/judge";

describePolicy(kms.kmsKeyRotation, "aws:kms/key:Key", {
    pass: {
        "rotation on": { enableKeyRotation: true },
        "asymmetric keys cannot rotate": { customerMasterKeySpec: "RSA_4096", enableKeyRotation: false },
        "keys in a custom store cannot rotate": { customKeyStoreId: "cks-1" },
        "HMAC keys cannot rotate": { customerMasterKeySpec: "HMAC_256", keyUsage: "GENERATE_VERIFY_MAC" },
        "an asymmetric key, whatever its rotation will be": { customerMasterKeySpec: "RSA_4096", enableKeyRotation: unknown },
    },
    fail: {
        "rotation off": [{ enableKeyRotation: false }, "Key rotation is off."],
        "rotation left at its default": [{ description: "training data" }, "Key rotation is off."],
    },
    undecided: {
        "rotation decided at deployment": [{ enableKeyRotation: unknown }, ["enableKeyRotation"]],
        "kind of key decided at deployment": [{ customerMasterKeySpec: unknown }, ["customerMasterKeySpec"]],
    },
});
