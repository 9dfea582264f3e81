/**
 * Exemptions, as they pile up in policy-config.json: an option that does not exist and so limits nothing, an exemption without a reason, and
 * one for a volume that is long gone.
 */
import * as aws from "@pulumi/aws";

const provider = new aws.Provider("aws", { region: "us-east-1", allowedAccountIds: ["111122223333"] });
const inAccount = { provider };

new aws.kms.Key("partner", { enableKeyRotation: false }, { ...inAccount, protect: true });
new aws.efs.FileSystem("datasets", {}, inAccount);
new aws.ebs.Volume("scratch", { availabilityZone: "us-east-1a", size: 100 }, inAccount);
