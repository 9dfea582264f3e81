import * as aws from "@pulumi/aws";

// What is in the template no policy sees.
new aws.cloudformation.Stack("labels", {
    templateBody: JSON.stringify({ Resources: { Labels: { Type: "AWS::SNS::Topic" } } }),
});
