import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const owner = { id: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" };
const bucket = privateBucket("features");
new aws.s3.BucketAcl("features", {
    bucket: bucket.id,
    accessControlPolicy: {
        owner,
        grants: [{ grantee: { type: "CanonicalUser", ...owner }, permission: "FULL_CONTROL" }],
    },
});
