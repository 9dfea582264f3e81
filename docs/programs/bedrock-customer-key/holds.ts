import * as aws from "@pulumi/aws";

const key = new aws.kms.Key("ml", { enableKeyRotation: true }, { protect: true });

new aws.bedrock.AgentAgent("assistant", {
    agentName: "assistant",
    agentResourceRoleArn: "arn:aws:iam::111122223333:role/assistant",
    foundationModel: "anthropic.claude-3-5-sonnet-20241022-v2:0",
    customerEncryptionKeyArn: key.arn,
});
