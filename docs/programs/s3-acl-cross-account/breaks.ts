import * as aws from "@pulumi/aws";
import { privateBucket } from "../bucket";

const bucket = privateBucket("features");
new aws.s3.BucketAcl("features", {
    bucket: bucket.id,
    accessControlPolicy: {
        owner: { id: "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef" },
        grants: [
            {
                grantee: { type: "CanonicalUser", id: "fedcba9876543210fedcba9876543210fedcba9876543210fedcba9876543210" },
                permission: "READ",
            },
        ],
    },
});
