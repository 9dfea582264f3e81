import json

import pulumi
import pulumi_aws as aws

key = aws.kms.Key("key")
data = aws.s3.Bucket("data")
document = pulumi.Output.all(data.arn, key.arn).apply(lambda arns: json.dumps(arns))
aws.s3.BucketPolicy("it", bucket=data.id, policy=document)
pulumi.export("hidden", pulumi.Output.secret("hush"))
