import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { keepPrivate } from "../bucket";

const key = new aws.kms.Key("training-data", { enableKeyRotation: true }, { protect: true });
const bucket = new aws.s3.Bucket("training-data", { tags: { Classification: "confidential" } });
const denied = { Effect: "Deny", Principal: "*", Action: "s3:PutObject", Resource: pulumi.interpolate`${bucket.arn}/*` };
const algorithm = "s3:x-amz-server-side-encryption";
const keyId = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const statements = [
    {
        ...denied,
        Sid: "DenyOtherAlgorithms",
        Condition: { StringNotEquals: { [algorithm]: "aws:kms" }, Null: { [algorithm]: "false" } },
    },
    { ...denied, Sid: "DenyOtherKeys", Condition: { StringNotEquals: { [keyId]: key.arn }, Null: { [keyId]: "false" } } },
    // aws:kms without a key is aws/s3, not the bucket's key.
    { ...denied, Sid: "DenyAwsManagedKey", Condition: { Null: { [algorithm]: "false", [keyId]: "true" } } },
];
keepPrivate("training-data", bucket, { except: ["DenyOtherKeys"], key, statements });
