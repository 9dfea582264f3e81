import { analyse } from "../../iam/analyse";
const req = { actions: ["sagemaker:CreateTrainingJob"], key: "sagemaker:VolumeKmsKey" };
const a = (s: any, r: any = req) => { const x = analyse({ Version: "2012-10-17", Statement: s }, "identity", { accountId: "111122223333", requirement: r } as any, "requiresConditionKey"); console.log(x.verdict, x.witness?.resource, x.reasons[0]?.text ?? ""); };
a({ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::b/*" });
a({ Effect: "Allow", Action: "sagemaker:*", Resource: "arn:aws:sagemaker:*:444455556666:endpoint/*" });
a({ Effect: "Allow", Action: "sagemaker:*", Resource: "arn:aws:sagemaker:us-east-1:111122223333:training-job/x-*" });
a({ Effect: "Allow", Action: "sagemaker:*", Resource: "*", Condition: { StringEquals: { "aws:RequestedRegion": "us-east-1" } } });
a({ Effect: "Allow", Action: "sagemaker:*", Resource: "*", Condition: { StringNotEquals: { "sagemaker:VolumeKmsKey": "x" } } });
a([{ Effect: "Allow", Action: "sagemaker:*", Resource: "*" }, { Effect: "Deny", Action: "sagemaker:*", Resource: "*", Condition: { Null: { "sagemaker:VolumeKmsKey": "true" }, StringEquals: { "aws:PrincipalTag/x": "y" } } }]);
