import type { Block } from "./block";
import { Misshapen, Unknown } from "./fact";
import type { Resource } from "./resource";

/** What a policy document is attached to, which decides what it can be about. */
export type DocumentKind = "bucket" | "accesspoint" | "tablebucket" | "vectorbucket" | "key" | "vpce" | "modelpackagegroup" | "identity";

/** A policy document of a resource, as the program has it: JSON text, an object that may be unknown in part, or not known yet. */
export interface PolicyDocument {
    readonly resource: Resource;
    readonly kind: DocumentKind;
    /** The input that holds it. */
    readonly path: string;
    readonly document: string | object | Unknown;
}

/** Where each type has policy documents. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html tells the kinds. */
const places: Readonly<Record<string, readonly [DocumentKind, string]>> = {
    "aws:s3/bucket:Bucket": ["bucket", "policy"],
    "aws:s3/bucketV2:BucketV2": ["bucket", "policy"],
    "aws:s3/bucketPolicy:BucketPolicy": ["bucket", "policy"],
    "aws-native:s3:BucketPolicy": ["bucket", "policyDocument"],
    "aws-native:s3express:BucketPolicy": ["bucket", "policyDocument"],

    "aws:s3/accessPoint:AccessPoint": ["accesspoint", "policy"],
    "aws:s3control/accessPointPolicy:AccessPointPolicy": ["accesspoint", "policy"],
    "aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy": ["accesspoint", "details.policy"],
    "aws-native:s3:AccessPoint": ["accesspoint", "policy"],
    "aws-native:s3:MultiRegionAccessPointPolicy": ["accesspoint", "policy"],
    "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy": ["accesspoint", "policy"],
    "aws-native:s3objectlambda:AccessPointPolicy": ["accesspoint", "policyDocument"],
    "aws-native:s3express:AccessPoint": ["accesspoint", "policy"],

    "aws:s3tables/tableBucketPolicy:TableBucketPolicy": ["tablebucket", "resourcePolicy"],
    "aws:s3tables/tablePolicy:TablePolicy": ["tablebucket", "resourcePolicy"],
    "aws-native:s3tables:TableBucketPolicy": ["tablebucket", "resourcePolicy"],
    "aws-native:s3tables:TablePolicy": ["tablebucket", "resourcePolicy"],
    "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy": ["vectorbucket", "policy"],
    "aws-native:s3vectors:VectorBucketPolicy": ["vectorbucket", "policy"],

    "aws:kms/key:Key": ["key", "policy"],
    "aws:kms/keyPolicy:KeyPolicy": ["key", "policy"],
    "aws:kms/replicaKey:ReplicaKey": ["key", "policy"],
    "aws:kms/externalKey:ExternalKey": ["key", "policy"],
    "aws:kms/replicaExternalKey:ReplicaExternalKey": ["key", "policy"],
    "aws-native:kms:Key": ["key", "keyPolicy"],
    "aws-native:kms:ReplicaKey": ["key", "keyPolicy"],

    "aws:ec2/vpcEndpoint:VpcEndpoint": ["vpce", "policy"],
    "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy": ["vpce", "policy"],
    "aws-native:ec2:VpcEndpoint": ["vpce", "policyDocument"],

    "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy": ["modelpackagegroup", "resourcePolicy"],
    "aws-native:sagemaker:ModelPackageGroup": ["modelpackagegroup", "modelPackageGroupPolicy"],

    "aws:iam/policy:Policy": ["identity", "policy"],
    "aws:iam/rolePolicy:RolePolicy": ["identity", "policy"],
    "aws:iam/userPolicy:UserPolicy": ["identity", "policy"],
    "aws:iam/groupPolicy:GroupPolicy": ["identity", "policy"],
    "aws:iam/role:Role": ["identity", "inlinePolicies[].policy"],
    "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy": ["identity", "inlinePolicy"],
    "aws-native:iam:ManagedPolicy": ["identity", "policyDocument"],
    "aws-native:iam:Policy": ["identity", "policyDocument"],
    "aws-native:iam:RolePolicy": ["identity", "policyDocument"],
    "aws-native:iam:UserPolicy": ["identity", "policyDocument"],
    "aws-native:iam:GroupPolicy": ["identity", "policyDocument"],
    "aws-native:iam:Role": ["identity", "policies[].policyDocument"],
    "aws-native:iam:User": ["identity", "policies[].policyDocument"],
    "aws-native:iam:Group": ["identity", "policies[].policyDocument"],
    "aws-native:sso:PermissionSet": ["identity", "inlinePolicy"],
};

const read = new WeakMap<Resource, readonly PolicyDocument[]>();

/** The policy documents of a resource, of these kinds or of any; none where it has none, or leaves them out. */
export function documentsOf(resource: Resource, ...kinds: readonly DocumentKind[]): readonly PolicyDocument[] {
    const [kind, path] = places[resource.type] ?? [];
    if (kind === undefined || path === undefined || (kinds.length > 0 && !kinds.includes(kind))) {
        return [];
    }
    // Read once: what is known of an object that is a document is kept by the object.
    let documents = read.get(resource);
    if (documents === undefined) {
        documents = resource.all(path).flatMap((leaf) => documentAt(resource, kind, leaf));
        read.set(resource, documents);
    }
    return documents;
}

function documentAt(resource: Resource, kind: DocumentKind, leaf: Block): readonly PolicyDocument[] {
    const value = leaf.json("");
    if (value === undefined || (kind === "accesspoint" && isEmpty(value))) {
        return [];
    }
    // A number or a list is no document: as text it parses to nothing, which is what a reader is told.
    const document = typeof value === "string" || value instanceof Unknown ? value : isObject(value) ? value : "";
    return [{ resource, kind, path: leaf.path, document }];
}

/** `{}` takes an access point's policy away. https://www.pulumi.com/registry/packages/aws/api-docs/s3/accesspoint/#policy_nodejs */
function isEmpty(value: unknown): boolean {
    return typeof value === "string" ? /^\s*\{\s*\}\s*$/.test(value) : isObject(value) && Object.keys(value).length === 0;
}

function isObject(value: unknown): value is object {
    return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Misshapen);
}
