/**
 * Which ML instance types have local NVMe storage.
 *
 * Local storage is encrypted by the hardware, and AWS refuses a request that names a KMS key for its volume:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ResourceConfig.html (VolumeKmsKeyId). In every family either all sizes have
 * local storage or none has, so the family decides.
 *
 * The families are those of the instance type lists of the SageMaker API (`@aws-sdk/client-sagemaker`), and what EC2 offers beyond; the split
 * is EC2's own: `InstanceStorageSupported` of `DescribeInstanceTypes`, as Karpenter publishes it. `dl1`, `p6e-gb200`, `p2` and `p3` are not in
 * that data; they are here by their product pages.
 */
const familiesWithLocalStorage = new Set(
    `c5ad c5d c6gd c6id c7gd c8gd c8id c9gd d3 d3en dl1 f2 g4ad g4dn g5 g6 g6e g6f g7 g7e gr6 gr6f hpc6id i3 i3en i4g i4i i7i i7ie i8g i8ge
    im4gn is4gen m5ad m5d m5dn m6gd m6id m6idn m7gd m8gd m8id m8idb m8idn m9gd p3dn p4d p4de p5 p5e p5en p6-b200 p6-b300 p6e-gb200 r5ad r5d
    r5dn r6gd r6id r6idn r7gd r8gd r8id r8idb r8idn trn1 trn1n trn2 x2gd x2idn x2iedn x8aedz z1d`.split(/\s+/),
);

const familiesOnEbsOnly = new Set(
    `c4 c5 c5n c6a c6g c6gn c6i c6in c7g c7i c8g c8i inf1 inf2 m4 m5 m6a m6g m6i m7g m7i m8g m8i p2 p3 r5 r6g r6i r7i r8g r8i t2 t3`.split(
        /\s+/,
    ),
);

/** Whether instances of a type such as `ml.g5.2xlarge` have local storage; `undefined` for a family that is not in the data, or no instance type. */
export function hasLocalStorage(instanceType: string): boolean | undefined {
    const family = /^ml\.([a-z0-9-]+)\.[a-z0-9-]+$/.exec(instanceType)?.[1];
    if (family === undefined) {
        return undefined;
    }
    return familiesWithLocalStorage.has(family) || (familiesOnEbsOnly.has(family) ? false : undefined);
}
