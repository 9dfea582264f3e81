/** https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html */
const partitions: readonly (readonly [regions: string, partition: string])[] = [
    ["cn-", "aws-cn"],
    ["us-gov-", "aws-us-gov"],
    ["us-iso-", "aws-iso"],
    ["us-isob-", "aws-iso-b"],
    ["eusc-", "aws-eusc"],
];

/** The AWS partition that a region is in, as ARNs have it. */
export function partitionOf(region: string): string {
    return partitions.find(([regions]) => region.startsWith(regions))?.[1] ?? "aws";
}
