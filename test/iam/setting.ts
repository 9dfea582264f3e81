import type { Context } from "./universe";

/** The accounts, resources and networks that the tests of the prover speak of. */

export const own = "111122223333";
export const foreign = "444455556666";
export const bucket = "arn:aws:s3:::ml-data";
export const objects = `${bucket}/*`;
export const endpoint = "vpce-0a1b2c3d4e5f60718";
export const vpc = "vpc-0a1b2c3d4e5f60718";
export const keyId = "1234abcd-12ab-34cd-56ef-1234567890ab";
export const key = `arn:aws:kms:us-east-1:${own}:key/${keyId}`;
export const otherKey = `arn:aws:kms:us-east-1:${own}:key/0987dcba-09fe-87dc-65ba-ab0987654321`;
export const accessPoint = `arn:aws:s3:us-east-1:${own}:accesspoint/training`;
export const organization = "o-a1b2c3d4e5";
export const breakGlass = `arn:aws:iam::${own}:role/BreakGlass`;
export const ownRoot = `arn:aws:iam::${own}:root`;
export const canonicalUser = "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be";

export const bucketContext: Context = { bucketArn: bucket, accountId: own, allowedVpceIds: [endpoint] };
export const keyContext: Context = { keyArn: key, accountId: own };
export const endpointContext: Context = {
    accountId: own,
    allowedBucketArns: [bucket],
    allowedResourceAccounts: [own],
    allowedAccounts: [own],
};
