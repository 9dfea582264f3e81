import assert from "node:assert/strict";
import { type Attachment, type DocumentKind, problems } from "../../iam/wellFormed";
import { Unknown } from "../../model/fact";

const unknown = new Unknown(["policy"]);
const bucketArn = "arn:aws:s3:::ml-data";
const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
const accessPointArn = "arn:aws:s3:eu-west-1:111122223333:accesspoint/training";
const role = "arn:aws:iam::111122223333:role/Trainer";

type Members = Record<string, unknown>;

/** A bucket statement that is right, but for what a case changes; `undefined` leaves a member out. */
function statement(changes: Members = {}): Members {
    const whole: Members = {
        Sid: "Read",
        Effect: "Allow",
        Principal: { AWS: role },
        Action: "s3:GetObject",
        Resource: `${bucketArn}/*`,
        ...changes,
    };
    return Object.fromEntries(Object.entries(whole).filter(([, value]) => value !== undefined));
}

function documentOf(...statements: unknown[]): Members {
    return { Version: "2012-10-17", Statement: statements };
}

/** The sentences about a document, both as an object and as text where it is wholly known; "?" starts those that wait for something. */
function sentences(document: string | object, kind: DocumentKind = "bucket", attachment: Attachment = { arn: bucketArn }): string[] {
    return problems(document, kind, attachment).map(({ broken, text }) => {
        assert.notEqual(broken, false);
        return broken instanceof Unknown ? `? ${text}` : text;
    });
}

function inBucket(changes: Members): string[] {
    return sentences(documentOf(statement(changes)));
}

/** One case per line: what a statement is changed to, and the sentences that follow "Statement "Read" ". */
function cases(title: string, table: Record<string, [changes: Members, ...expected: string[]]>): void {
    describe(title, () => {
        for (const [name, [changes, ...expected]] of Object.entries(table)) {
            it(name, () => {
                const subject = "Sid" in changes ? "Statement 1 " : 'Statement "Read" ';
                assert.deepEqual(
                    inBucket(changes),
                    expected.map((sentence) => (sentence.startsWith("? ") ? `? ${subject}${sentence.slice(2)}` : subject + sentence)),
                );
            });
        }
    });
}

describe("a document that is well formed", () => {
    const fine: Record<string, string | object> = {
        "one statement in a list": documentOf(statement()),
        "one statement without a list": { Version: "2012-10-17", Statement: statement() },
        "without a Version": { Statement: [statement()] },
        "with the older Version": { Version: "2008-10-17", Id: "x", Statement: [statement()] },
        "as text": JSON.stringify(documentOf(statement())),
        "as text over several lines": JSON.stringify(documentOf(statement()), null, 4),
        "members that are left out": { ...documentOf({ ...statement(), NotAction: undefined }), Id: undefined },
    };
    for (const [name, document] of Object.entries(fine)) {
        it(name, () => assert.deepEqual(sentences(document), []));
    }
});

describe("a text that is no document", () => {
    const documents: Record<string, [text: string, ...expected: string[]]> = {
        "empty text": ["", "The document is empty."],
        "white space": [" \n", "The document is empty."],
        "a forgotten comma": [
            '{\n  "Statement": [{\n    "Sid": "Read",\n    "Effect": "Allow"\n    "Action": "*"\n  }]\n}',
            'The document is not JSON: line 5, column 5, after the Sid "Read", a comma is missing.',
        ],
        "a forgotten comma between statements": [
            '{"Statement": [{"Sid": "A"} {"Sid": "B"}]}',
            'The document is not JSON: line 1, column 29, after the Sid "A", a comma is missing.',
        ],
        "a comma too many": [
            '{"Statement": [{"Effect": "Allow",}]}',
            "The document is not JSON: line 1, column 34, a comma has nothing after it.",
        ],
        "a comma too many in a list": ['{"Statement": [1,]}', "The document is not JSON: line 1, column 17, a comma has nothing after it."],
        "a text that breaks off": ['{"Statement": [', "The document is not JSON: line 1, column 16, a value is missing."],
        "something after the end": ["{} x", "The document is not JSON: line 1, column 4, something follows the document."],
        "a member twice": [
            '{"Statement": {"Effect": "Deny", "Condition": {"Bool": {}, "Bool": {}}}}',
            "The document is not JSON: line 1, column 60, an object has the same member twice.",
        ],
        "no JSON at all": [
            "Version: 2012-10-17",
            "The document is not JSON: line 1, column 1, a value is neither text, number, list nor object.",
        ],
        "a text inside a text": [JSON.stringify("{}"), "The document is a text inside a text: it was encoded twice."],
        "a list": ["[]", "The document is not an object."],
        null: ["null", "The document is not an object."],
        "a number": ["1", "The document is not an object."],
        "no statement": ["{}", "The document has no Statement."],
        "an empty list of statements": ['{"Statement": []}', "The document has no Statement."],
        "a statement that is null": ['{"Statement": null}', "The document has no Statement."],
        "a statement that is text": ['{"Statement": "Allow"}', "Statement 1 is not an object."],
        "an Output joined to the text in TypeScript": [
            '{"Resource": "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value"}',
            "The document has the text of an Output instead of a value: line 1, column 15.",
        ],
        "an Output joined to the text in Python": [
            '{\n"Sid": "A", "Resource": "Calling __str__ on an Output[T] is not supported.\n\n1. o.apply(lambda v: f"prefix{v}")"}',
            'The document has the text of an Output instead of a value: line 2, column 26, after the Sid "A".',
        ],
        "an Output and a placeholder": [
            '{"AWS": "arn:aws:iam::<OTHER_ACCOUNT_ID>:root", "Resource": "Calling [toString] on an [Output<T>] is not supported.\n\n2: `prefix${v}suffix`"}',
            "The document has the text of an Output instead of a value: line 1, column 62.",
            "The document has a placeholder instead of a value: line 1, column 23.",
        ],
        "a placeholder that breaks the document": [
            '{"Statement": <statements>}',
            "The document is not JSON: line 1, column 15, a value is neither text, number, list nor object.",
            "The document has a placeholder instead of a value: line 1, column 15.",
        ],
        "an Output joined to the text in C#": [
            '{"Resource": "Pulumi.Output`1[System.String]/*" x}',
            "The document has the text of an Output instead of a value: line 1, column 15.",
        ],
    };
    for (const [name, [text, ...expected]] of Object.entries(documents)) {
        it(name, () => assert.deepEqual(sentences(text), expected));
    }
});

describe("a document's own elements", () => {
    it("an unknown document waits", () => assert.deepEqual(sentences(unknown), ["? The document is not known yet."]));

    it("what a problem waits for is what the unknown waits for", () => assert.equal(problems(unknown, "bucket")[0]?.broken, unknown));

    it("a Version that never was", () => {
        assert.deepEqual(sentences({ ...documentOf(statement()), Version: "2020-01-01" }), [
            "The document's Version is neither 2012-10-17 nor 2008-10-17.",
        ]);
        assert.deepEqual(sentences({ ...documentOf(statement()), Version: 2012 }), [
            "The document's Version is neither 2012-10-17 nor 2008-10-17.",
        ]);
    });

    it("an unknown Version waits", () => {
        assert.deepEqual(sentences({ ...documentOf(statement()), Version: unknown }), ["? The document's Version is not known yet."]);
    });

    it("an element that AWS does not know", () => {
        assert.deepEqual(sentences({ Version: "2012-10-17", Statements: [statement()] }), [
            "The document has an element that AWS does not know; Statement may be meant.",
            "The document has no Statement.",
        ]);
        assert.deepEqual(sentences({ ...documentOf(statement()), Owner: "x" }), ["The document has an element that AWS does not know."]);
        assert.deepEqual(sentences({ ...documentOf(statement()), version: "2012-10-17" }), [
            "The document has an element that AWS does not know; Version may be meant.",
        ]);
    });

    it("unknown statements wait", () => {
        assert.deepEqual(sentences(documentOf(unknown, statement())), [
            "? Statement 1 has something in its Statement that is not known yet.",
        ]);
        assert.deepEqual(sentences({ Statement: unknown }), ["? Statement 1 has something in its Statement that is not known yet."]);
    });

    it("two statements with one Sid", () => {
        assert.deepEqual(sentences(documentOf(statement(), statement())), ['Two statements have the Sid "Read".']);
    });

    it("statements without a Sid are not the same", () => {
        assert.deepEqual(sentences(documentOf(statement({ Sid: undefined }), statement({ Sid: "" }), statement({ Sid: "" }))), []);
    });

    it("a problem tells where it is", () => {
        assert.deepEqual(problems(documentOf({}, statement({ Effect: "deny" })), "bucket", { arn: bucketArn }).at(-1), {
            broken: true,
            sid: "Read",
            statement: 2,
            element: "Effect",
            text: 'Statement "Read" has an Effect that is neither Allow nor Deny, whose case counts.',
        });
    });
});

cases("statements", {
    "no Effect": [{ Effect: undefined }, "has no Effect."],
    "an Effect in the wrong case": [{ Effect: "deny" }, "has an Effect that is neither Allow nor Deny, whose case counts."],
    "an Effect that is none": [{ Effect: "Permit" }, "has an Effect that is neither Allow nor Deny."],
    "an Effect that is no text": [{ Effect: ["Allow"] }, "has an Effect that is neither Allow nor Deny."],
    "an unknown Effect": [{ Effect: unknown }, "? has something in its Effect that is not known yet."],
    "no Action": [{ Action: undefined }, "has no Action."],
    "Action and NotAction": [{ NotAction: "s3:PutObject" }, "has both Action and NotAction."],
    "NotAction alone": [{ Action: undefined, NotAction: "s3:PutObject" }],
    "no Principal": [{ Principal: undefined }, "has no Principal."],
    "Principal and NotPrincipal": [{ NotPrincipal: "*" }, "has both Principal and NotPrincipal."],
    "no Resource": [{ Resource: undefined }, "has no Resource."],
    "Resource and NotResource": [{ NotResource: bucketArn }, "has both Resource and NotResource."],
    "an element in the wrong case": [
        { effect: "Allow", Effect: undefined },
        "has an element that AWS does not know; Effect may be meant.",
        "has no Effect.",
    ],
    "a misspelt element": [{ Conditions: {} }, "has an element that AWS does not know; Condition may be meant."],
    "an element that is like none": [{ Owner: "x" }, "has an element that AWS does not know."],
    "a Sid that is no text": [{ Sid: 1 }, "has a Sid that is not a text."],
    "a Sid that cannot be shown": [{ Sid: "\u0007", Effect: "x" }, "has an Effect that is neither Allow nor Deny."],
    "an empty list": [{ Action: [] }, "has an empty Action."],
    "a list in a list": [{ Resource: [[bucketArn]] }, "has a value in its Resource that is not a text."],
    null: [{ Action: null }, "has a value in its Action that is not a text."],
    "an unknown in a list": [{ Action: ["s3:GetObject", unknown] }, "? has something in its Action that is not known yet."],
});

cases("principals", {
    everybody: [{ Principal: "*" }],
    "everybody of AWS": [{ Principal: { AWS: "*" } }],
    "an account by its id": [{ Principal: { AWS: "444455556666" } }],
    "an account as a number": [{ Principal: { AWS: 444455556666 } }],
    "an account by its root": [{ Principal: { AWS: "arn:aws:iam::444455556666:root" } }],
    "an account in China": [{ Principal: { AWS: "arn:aws-cn:iam::444455556666:root" } }],
    "users and sessions": [
        {
            Principal: {
                AWS: [
                    "arn:aws:iam::444455556666:user/ml/ada",
                    "arn:aws:sts::444455556666:assumed-role/Trainer/session",
                    "arn:aws:sts::444455556666:federated-user/ada",
                ],
            },
        },
    ],
    "an origin access identity": [{ Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1234" } }],
    "the id of a role": [{ Principal: { AWS: "AROAEXAMPLEID1234567" } }],
    "an account that lost its leading zero": [
        { Principal: { AWS: 12345678901 } },
        "has an account id that has not 12 digits in its Principal.",
    ],
    "an account of too few digits": [{ Principal: { AWS: ["12345"] } }, "has an account id that has not 12 digits in its Principal."],
    "an ARN with too few digits": [
        { Principal: { AWS: "arn:aws:iam::12345:root" } },
        "has an ARN whose account id has not 12 digits in its Principal.",
    ],
    "an ARN with no account": [
        { Principal: { AWS: "arn:aws:iam:::root" } },
        "has an ARN whose account id has not 12 digits in its Principal.",
    ],
    "a wildcard in an ARN": [
        { Principal: { AWS: "arn:aws:iam::111122223333:role/*" } },
        "has a wildcard inside a name, which matches nobody, in its Principal.",
    ],
    "a policy variable": [
        { Principal: { AWS: "arn:aws:iam::${aws:PrincipalAccount}:root" } },
        "has a policy variable, which cannot stand there, in its Principal.",
    ],
    "a group": [{ Principal: { AWS: "arn:aws:iam::111122223333:group/ml" } }, "has a group, which is no principal, in its Principal."],
    "a policy": [{ Principal: { AWS: "arn:aws:iam::111122223333:policy/ml" } }, "has an ARN that is no identity's in its Principal."],
    "a resource": [
        { Principal: { AWS: bucketArn } },
        'has something that is neither an account, nor the ARN of an identity, nor "*", in its Principal.',
    ],
    "a bare name": [
        { Principal: { AWS: "trainer" } },
        'has something that is neither an account, nor the ARN of an identity, nor "*", in its Principal.',
    ],
    "a bare ARN": [{ Principal: role }, 'has a Principal that is neither "*" nor an object of AWS, Service, Federated, CanonicalUser.'],
    "a bare list": [{ Principal: ["*"] }, 'has a Principal that is neither "*" nor an object of AWS, Service, Federated, CanonicalUser.'],
    "a bare placeholder": [{ Principal: "<account>" }, "has a placeholder instead of a value in its Principal."],
    nobody: [{ Principal: {} }, "has an empty Principal."],
    "an empty list": [{ Principal: { AWS: [] } }, "has an empty Principal."],
    "a kind in the wrong case": [{ Principal: { aws: "*" } }, "has a kind of Principal that AWS does not know; AWS may be meant."],
    "a misspelt kind": [
        { Principal: { Services: "s3.amazonaws.com" } },
        "has a kind of Principal that AWS does not know; Service may be meant.",
    ],
    "a service": [{ Principal: { Service: ["cloudtrail.amazonaws.com", "logs.eu-west-1.amazonaws.com", "ec2.amazonaws.com.cn"] } }],
    "a service by its short name": [
        { Principal: { Service: "cloudtrail" } },
        "has a service whose name does not end as AWS's do (.amazonaws.com) in its Principal.",
    ],
    "any service": [{ Principal: { Service: "*" } }, "has a wildcard where a service belongs, which matches none, in its Principal."],
    "a canonical user": [{ Principal: { CanonicalUser: "0123456789abcdef".repeat(4) } }],
    "a short canonical user": [
        { Principal: { CanonicalUser: "0123456789abcdef" } },
        "has a canonical user id that has not 64 hexadecimal digits in its Principal.",
    ],
    "an identity provider": [
        { Principal: { Federated: ["cognito-identity.amazonaws.com", "arn:aws:iam::111122223333:saml-provider/idp"] } },
    ],
    "a provider that is none": [
        { Principal: { Federated: "my provider" } },
        "has an identity provider that is neither an ARN nor a domain in its Principal.",
    ],
    "an object in a list": [{ Principal: { AWS: [{}] } }, "has a value in its Principal that is not a text."],
    "an unknown principal": [{ Principal: unknown }, "? has something in its Principal that is not known yet."],
    "an unknown account": [
        { Principal: { AWS: [unknown, "12"] } },
        "? has something in its Principal that is not known yet.",
        "has an account id that has not 12 digits in its Principal.",
    ],
    "the same of NotPrincipal": [
        { Principal: undefined, NotPrincipal: { AWS: "12" } },
        "has an account id that has not 12 digits in its NotPrincipal.",
    ],
});

cases("what was to be replaced", {
    "an Output in a resource": [
        { Resource: "Calling [toString] on an [Output<T>] is not supported.\n\nTo get the value.../*" },
        "has the text of an Output instead of a value in its Resource.",
    ],
    "an Output of Python in a principal": [
        { Principal: { AWS: "arn:aws:iam::Calling __str__ on an Output[T] is not supported.:root" } },
        "has the text of an Output instead of a value in its Principal.",
    ],
    "an object in a text": [{ Resource: "[object Object]/*" }, "has the text of an Output instead of a value in its Resource."],
    "an account in angle brackets": [
        { Principal: { AWS: "arn:aws:iam::<OTHER_ACCOUNT_ID>:root" } },
        "has a placeholder instead of a value in its Principal.",
    ],
    "an account in words": [
        { Principal: { AWS: "arn:aws:iam::ACCOUNT_ID:root" } },
        "has a placeholder instead of a value in its Principal.",
    ],
    "a template's variable": [{ Resource: "arn:aws:s3:::${BucketName}/*" }, "has a placeholder instead of a value in its Resource."],
    "a pseudo parameter": [
        { Principal: { AWS: "arn:aws:iam::${AWS::AccountId}:root" } },
        "has a placeholder instead of a value in its Principal.",
    ],
    "a format's braces": [{ Resource: "arn:aws:s3:::{bucket}/*" }, "has a placeholder instead of a value in its Resource."],
    "double braces": [{ Resource: "arn:aws:s3:::{{ bucket }}/*" }, "has a placeholder instead of a value in its Resource."],
    "YOUR-BUCKET": [{ Resource: "arn:aws:s3:::YOUR-BUCKET/*" }, "has a placeholder instead of a value in its Resource."],
    "your-bucket-name": [{ Resource: "arn:aws:s3:::your-bucket-name/*" }, "has a placeholder instead of a value in its Resource."],
    "an endpoint of x": [
        { Condition: { StringEquals: { "aws:SourceVpce": "vpce-xxxxxxxx" } } },
        "has a placeholder instead of a value in its Condition.",
    ],
    "an organisation in angle brackets": [
        { Condition: { StringEquals: { "aws:PrincipalOrgID": "<org-id>" } } },
        "has a placeholder instead of a value in its Condition.",
    ],
    "a policy variable is none": [{ Resource: `${bucketArn}/\${aws:username}/*` }],
    "a policy variable with a default is none": [{ Resource: `${bucketArn}/\${aws:PrincipalTag/team, 'none'}/*` }],
    "a word in an object's key is none": [{ Resource: `${bucketArn}/TODO/ACCOUNT_ID/*` }],
    "a word in a role's name is none": [{ Principal: { AWS: "arn:aws:iam::111122223333:role/YOUR-ROLE" } }],
    "a word in a role's name is none in a condition either": [
        { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/MY_ACCOUNT" } } },
    ],
    "an account in words in a condition": [
        { Condition: { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::ACCOUNT_ID:role/Trainer" } } },
        "has a placeholder instead of a value in its Condition.",
    ],
    "a word in a tag is none": [{ Condition: { StringEquals: { "aws:PrincipalTag/state": "TODO" } } }],
});

cases("actions", {
    all: [{ Action: "*" }],
    "any case": [{ Action: ["S3:getobject", "s3:*", "s3:Get*", "s3:?etObject"] }],
    "an action that AWS may have added": [{ Action: "s3:FrobnicateObject" }],
    "a version of an action": [{ Action: "s3:GetObjectV2" }],
    "a misspelt action": [{ Action: "s3:GetObejct" }, "has an action in its Action that AWS does not have; s3:GetObject may be meant."],
    "a plural": [{ Action: "s3:DeleteObjects" }, "has an action in its Action that AWS does not have; s3:DeleteObject may be meant."],
    "a misspelt beginning": [
        { Action: "s3:GetObejct*" },
        "has an action in its Action that AWS does not have; s3:GetObject* may be meant.",
    ],
    "wildcards elsewhere are left alone": [{ Action: "s3:*Obejct" }],
    "no service": [{ Action: "GetObject" }, "has something in its Action that is not written like an action (service:Name)."],
    "a dot for a colon": [{ Action: "s3.GetObject" }, "has something in its Action that is not written like an action (service:Name)."],
    "a space": [{ Action: "s3:Get Object" }, "has something in its Action that is not written like an action (service:Name)."],
    "two colons": [{ Action: "s3:Get:Object" }, "has something in its Action that is not written like an action (service:Name)."],
    "a wildcard for the service": [
        { Action: "s?:GetObject" },
        "has something in its Action that is not written like an action (service:Name).",
    ],
    "two letters lost": [
        { Action: "s3:ListBucketVersio" },
        "has an action in its Action that AWS does not have; s3:ListBucketVersions may be meant.",
    ],
    "a short name is near many": [{ Action: "s3:Get" }],
    "an empty text": [{ Action: "" }, "has something in its Action that is not written like an action (service:Name)."],
    "another service": [
        { Action: ["s3:GetObject", "kms:Decrypt"] },
        "has an action of another service in its Action. A bucket policy holds actions of s3 only.",
    ],
    "an unknown action": [{ Action: unknown }, "? has something in its Action that is not known yet."],
});

cases("resources of a bucket", {
    "the bucket and its objects": [{ Resource: [bucketArn, `${bucketArn}/*`, `${bucketArn}/raw/a.csv`] }],
    everything: [{ Resource: "*" }],
    "wildcards that match it": [{ Resource: ["arn:aws:s3:::ml-*", "arn:aws:s3:::*", "arn:aws:s3:::*/raw/*", "arn:aws:s3:::m?-data*"] }],
    "another partition, which may be its own": [{ Resource: "arn:aws-cn:s3:::ml-data/*" }],
    "another bucket": [
        { Resource: ["arn:aws:s3:::other-data/*", "arn:aws:s3:::other-data"] },
        "has the bucket other-data instead of the policy's own in its Resource.",
    ],
    "a bucket whose name goes on": [
        { Resource: "arn:aws:s3:::ml-data-2/*" },
        "has the bucket ml-data-2 instead of the policy's own in its Resource.",
    ],
    "wildcards that do not match it": [
        { Resource: "arn:aws:s3:::other-*" },
        "has an ARN that is not of the policy's own bucket in its Resource.",
    ],
    "the objects of a key without a name": [
        { Resource: `${bucketArn}/` },
        "has an ARN that is not of the policy's own bucket in its Resource.",
    ],
    "another bucket with a Region": [{ Resource: "arn:aws:s3:eu-west-1::other-data" }, "has an ARN that is no bucket's in its Resource."],
    "another bucket with an account": [
        { Resource: "arn:aws:s3::111122223333:other-data" },
        "has an ARN that is no bucket's in its Resource.",
    ],
    "the bucket with a Region": [
        { Resource: "arn:aws:s3:eu-west-1:111122223333:ml-data" },
        "has an ARN that is no bucket's in its Resource.",
    ],
    "another kind of resource": [{ Resource: keyArn }, "has an ARN that is no bucket's in its Resource."],
    "a bare name": [{ Resource: "ml-data/*" }, 'has something in its Resource that is neither an ARN nor "*".'],
    "too few colons": [{ Resource: "arn:aws:s3::ml-data" }, 'has something in its Resource that is neither an ARN nor "*".'],
    "an empty text": [{ Resource: "" }, 'has something in its Resource that is neither an ARN nor "*".'],
    "an unknown resource": [{ Resource: [bucketArn, unknown] }, "? has something in its Resource that is not known yet."],
    "the same of NotResource": [
        { Resource: undefined, NotResource: "arn:aws:s3:::other-data" },
        "has the bucket other-data instead of the policy's own in its NotResource.",
    ],
});

describe("resources of other documents", () => {
    const ofKind = (kind: DocumentKind, attachment: Attachment, changes: Members): string[] =>
        sentences(documentOf(statement(changes)), kind, attachment);
    const says = (sentence: string): string[] => [`Statement "Read" has ${sentence} in its Resource.`];
    const key = { Action: "kms:Decrypt" };

    const table: Record<string, [kind: DocumentKind, attachment: Attachment, changes: Members, expected: string[]]> = {
        "a bucket that is not told may be any": ["bucket", {}, { Resource: "arn:aws:s3:::other/*" }, []],
        "a bucket that is not told is a bucket": ["bucket", {}, { Resource: keyArn }, says("an ARN that is no bucket's")],
        "a bucket that is not known yet": [
            "bucket",
            { arn: unknown },
            { Resource: "arn:aws:s3:::other/*" },
            ['? Statement "Read" has an ARN that may not be of the policy\'s own bucket in its Resource.'],
        ],
        "all buckets, the own among them": ["bucket", { arn: unknown }, { Resource: "arn:aws:s3:::*" }, []],
        "a directory bucket": [
            "bucket",
            { arn: "arn:aws:s3express:eu-west-1:111122223333:bucket/ml--euw1-az1--x-s3" },
            { Action: "s3express:CreateSession", Resource: "arn:aws:s3express:eu-west-1:111122223333:bucket/ml--euw1-az1--x-s3" },
            [],
        ],
        "a key": ["key", { arn: keyArn }, { ...key, Resource: keyArn }, []],
        "this key": ["key", { arn: keyArn }, { ...key, Resource: "*" }, []],
        "another key": ["key", { arn: keyArn }, { ...key, Resource: `${keyArn}0` }, says("an ARN that is not of the policy's own key")],
        "a key that is not told may be any": ["key", {}, { ...key, Resource: keyArn }, []],
        "a key that is not known yet": [
            "key",
            { arn: unknown },
            { ...key, Resource: keyArn },
            ['? Statement "Read" has an ARN that may not be of the policy\'s own key in its Resource.'],
        ],
        "any key, the own among them": ["key", { arn: unknown }, { ...key, Resource: "arn:aws:kms:*:111122223333:key/*" }, []],
        "a key of any service": ["key", {}, { ...key, Resource: "arn:aws:*:*:*:key/*" }, []],
        "an alias": ["key", {}, { ...key, Resource: "arn:aws:kms:eu-west-1:111122223333:alias/ml" }, says("an alias, which is no key,")],
        "a bucket in a key's policy": ["key", {}, { ...key, Resource: bucketArn }, says("an ARN that is no key's")],
        "an access point and its objects": [
            "accesspoint",
            { arn: accessPointArn },
            { Resource: [accessPointArn, `${accessPointArn}/object/*`] },
            [],
        ],
        "another access point": [
            "accesspoint",
            { arn: accessPointArn },
            { Resource: "arn:aws:s3:eu-west-1:111122223333:accesspoint/other/object/*" },
            says("an ARN that is not of the policy's own access point"),
        ],
        "a bucket in an access point's policy": [
            "accesspoint",
            {},
            { Resource: bucketArn },
            says("a bucket, where its access point belongs,"),
        ],
        "an access point that is not known yet": [
            "accesspoint",
            { arn: unknown },
            { Resource: accessPointArn },
            ['? Statement "Read" has an ARN that may not be of the policy\'s own access point in its Resource.'],
        ],
        "any access point, the own among them": [
            "accesspoint",
            { arn: unknown },
            { Resource: "arn:aws:s3:eu-west-1:111122223333:accesspoint/*" },
            [],
        ],
        "an access point that is not told": ["accesspoint", {}, { Resource: accessPointArn }, []],
        "any bucket in an endpoint's policy": ["vpce", {}, { Resource: "arn:aws:s3:::other/*" }, []],
        "a table bucket": [
            "tablebucket",
            { arn: "arn:aws:s3tables:eu-west-1:111122223333:bucket/ml" },
            { Action: "s3tables:GetTableData", Resource: "arn:aws:s3tables:eu-west-1:111122223333:bucket/ml/table/*" },
            [],
        ],
        "another vector bucket": [
            "vectorbucket",
            { arn: "arn:aws:s3vectors:eu-west-1:111122223333:bucket/ml" },
            { Action: "s3vectors:GetVectors", Resource: "arn:aws:s3vectors:eu-west-1:111122223333:bucket/other/index/*" },
            says("an ARN that is not of the policy's own vector bucket"),
        ],
    };
    for (const [name, [kind, attachment, changes, expected]] of Object.entries(table)) {
        it(name, () => assert.deepEqual(ofKind(kind, attachment, changes), expected));
    }
});

describe("documents of other kinds", () => {
    it("an identity policy has no principal", () => {
        assert.deepEqual(sentences(documentOf(statement()), "identity"), [
            'Statement "Read" has a Principal. An identity policy cannot have one.',
        ]);
        assert.deepEqual(sentences(documentOf(statement({ Principal: undefined })), "identity"), []);
    });

    it("an identity policy may be about any service", () => {
        const changes = {
            Principal: undefined,
            Action: ["ec2:RunInstances", "sagemaker:CreateTrainingJob"],
            Resource: ["arn:aws:logs:*", "*"],
        };
        assert.deepEqual(sentences(documentOf(statement(changes)), "identity"), []);
    });

    it("an identity policy's actions may be misspelt", () => {
        const changes = { Principal: undefined, Action: "sagemaker:CreateTrainingJobs", Resource: "*" };
        assert.deepEqual(sentences(documentOf(statement(changes)), "identity"), [
            'Statement "Read" has an action in its Action that AWS does not have; sagemaker:CreateTrainingJob may be meant.',
        ]);
    });

    it("an identity policy's ARN has an account of 12 digits", () => {
        const changes = { Principal: undefined, Action: "sagemaker:*", Resource: "arn:aws:sagemaker:eu-west-1:12345:training-job/*" };
        assert.deepEqual(sentences(documentOf(statement(changes)), "identity"), [
            'Statement "Read" has an ARN whose account id has not 12 digits in its Resource.',
        ]);
    });

    it("an identity policy's Sid has letters and digits only", () => {
        assert.deepEqual(sentences(documentOf(statement({ Principal: undefined, Sid: "Read it" })), "identity"), [
            'Statement "Read it" has a Sid with something other than letters and digits, which an identity policy cannot have.',
        ]);
    });

    it("a trust policy has no resource", () => {
        const trust = { Principal: { Service: "sagemaker.amazonaws.com" }, Action: "sts:AssumeRole", Resource: undefined };
        assert.deepEqual(sentences(documentOf(statement(trust)), "trust"), []);
        assert.deepEqual(sentences(documentOf(statement({ ...trust, Resource: "*" })), "trust"), [
            'Statement "Read" has a Resource. A trust policy cannot have one.',
        ]);
    });
});

cases("conditions", {
    "every operator": [
        {
            Condition: {
                StringEquals: { "aws:SourceVpce": "vpce-1a2b3c4d" },
                "ForAnyValue:StringNotLikeIfExists": { "aws:PrincipalOrgPaths": ["o-a1b2c3d4e5/*"] },
                "ForAllValues:StringEqualsIgnoreCase": { "aws:TagKeys": ["team"] },
                NumericLessThanIfExists: { "s3:TlsVersion": 1.2 },
                DateGreaterThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
                DateLessThan: { "aws:EpochTime": 1767225600 },
                BoolIfExists: { "aws:SecureTransport": [true, "False"] },
                NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", "2001:db8::/32", "192.0.2.1"] },
                ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::111122223333:role/*" },
                Null: { "s3:x-amz-server-side-encryption": "true" },
                BinaryEquals: { "x:y": "AA==" },
            },
        },
    ],
    "no condition in it": [{ Condition: {} }],
    "a text": [{ Condition: "aws:SourceVpce" }, "has a Condition that is not an object."],
    "a list": [{ Condition: [{}] }, "has a Condition that is not an object."],
    "a misspelt operator": [
        { Condition: { StringEqual: { "aws:SourceVpce": "vpce-1a2b3c4d" } } },
        "has a condition operator that AWS does not know; StringEquals may be meant.",
    ],
    "a misspelt operator between prefix and suffix": [
        { Condition: { "ForAnyValue:StringNotEqualIfExists": { "aws:SourceVpce": "vpce-1a2b3c4d" } } },
        "has a condition operator that AWS does not know; StringNotEquals may be meant.",
    ],
    "an operator in the wrong case": [
        { Condition: { stringequals: { "aws:SourceVpce": "vpce-1a2b3c4d" } } },
        "has a condition operator that AWS does not know; StringEquals may be meant.",
    ],
    "an operator like none": [{ Condition: { Contains: { "aws:SourceVpce": "x" } } }, "has a condition operator that AWS does not know."],
    "Null has no IfExists": [
        { Condition: { NullIfExists: { "aws:SourceVpce": "true" } } },
        "has a condition operator that AWS does not know.",
    ],
    "an operator without keys": [{ Condition: { Bool: "true" } }, "has a condition operator without an object of condition keys."],
    "a key without a service": [
        { Condition: { StringEquals: { SourceVpce: "vpce-1a2b3c4d" } } },
        "has something that is not written like a condition key (aws:SourceVpce) in its Condition.",
    ],
    "a misspelt key": [
        { Condition: { StringEquals: { "aws:SourceVcpe": "vpce-1a2b3c4d" } } },
        "has a condition key that AWS does not have; aws:SourceVpce may be meant.",
    ],
    "keys in any case, of tags and of other services": [
        {
            Condition: {
                StringEquals: {
                    "AWS:sourcevpce": "x",
                    "s3:ExistingObjectTag/PHI": "true",
                    "aws:PrincipalTag/a": "b",
                    "ec2:SourceInstanceARN": "x",
                },
            },
        },
    ],
    "a Boolean that is none": [
        { Condition: { Bool: { "aws:SecureTransport": "no" } } },
        "has a value that is neither true nor false in its Condition, under Bool.",
    ],
    "an address that is none": [
        { Condition: { NotIpAddress: { "aws:SourceIp": ["10.0.0.0/8", "10.0.0/8"] } } },
        "has a value that is no IP address or range in its Condition, under NotIpAddress.",
    ],
    "ranges of the longest kind": [{ Condition: { IpAddress: { "aws:SourceIp": ["2001:db8::/128", "192.0.2.1/32"] } } }],
    ...Object.fromEntries(
        ["10.0.0.0/33", "2001:db8::/129", "10.0.0.0/8/8", "10.0.0.0/x", "10.0.0.0/", "", "/8"].map((range) => [
            `"${range}" is no range`,
            [
                { Condition: { IpAddress: { "aws:SourceIp": range } } },
                "has a value that is no IP address or range in its Condition, under IpAddress.",
            ],
        ]),
    ),
    "part of an account": [{ Condition: { StringLike: { "aws:SourceAccount": "1111*" } } }],
    "a number that is no account": [{ Condition: { StringEquals: { "aws:PrincipalTag/room": "12345" } } }],
    "an account that may be absent": [{ Condition: { Null: { "aws:SourceAccount": "false" } } }],
    "years and days": [{ Condition: { DateGreaterThan: { "aws:CurrentTime": ["2026", "2026-11-24", "1767225600"] } } }],
    "a number that is none": [
        { Condition: { NumericLessThan: { "s3:TlsVersion": "TLS1.2" } } },
        "has a value that is no number in its Condition, under NumericLessThan.",
    ],
    "a date that is none": [
        { Condition: { DateLessThan: { "aws:CurrentTime": ["tomorrow", "2026-13-45", "24 November 2026"] } } },
        "has a value that is no date in its Condition, under DateLessThan.",
    ],
    "an account that lost its leading zero": [
        { Condition: { StringEquals: { "aws:SourceAccount": 12345678901 } } },
        "has an account id that has not 12 digits in its Condition, under StringEquals.",
    ],
    null: [
        { Condition: { StringEquals: { "aws:SourceVpce": null } } },
        "has a condition value that is neither a text, a number nor a Boolean.",
    ],
    "a policy variable is any value": [{ Condition: { NumericEquals: { "s3:max-keys": "${aws:PrincipalTag/keys}" } } }],
    "unknown operators, keys and values wait": [
        { Condition: { StringEquals: unknown, StringLike: { "aws:SourceVpce": [unknown, "vpce-1a2b3c4d"] } } },
        "? has something in its Condition that is not known yet.",
    ],
    "an unknown condition waits": [{ Condition: unknown }, "? has something in its Condition that is not known yet."],
});

describe("policy variables", () => {
    const variable = statement({ Resource: `${bucketArn}/\${aws:username}/*` });
    const sentence = 'Statement "Read" has a policy variable in its Resource, which is plain text without Version 2012-10-17.';

    it("are plain text in the older Version", () =>
        assert.deepEqual(sentences({ Version: "2008-10-17", Statement: variable }), [sentence]));
    it("are plain text without a Version", () => assert.deepEqual(sentences({ Statement: variable }), [sentence]));
    it("may be variables in an unknown Version", () => {
        assert.deepEqual(sentences({ Version: unknown, Statement: variable }), ["? The document's Version is not known yet."]);
    });
    it("are plain text in a condition", () => {
        const condition = { StringEquals: { "aws:PrincipalTag/team": "${aws:ResourceTag/team}" } };
        assert.deepEqual(sentences({ Statement: statement({ Condition: condition }) }), [
            'Statement "Read" has a policy variable in its Condition, which is plain text without Version 2012-10-17.',
        ]);
    });
});

describe("the size of a document", () => {
    const large = (characters: number): Members => documentOf(statement({ Resource: [`${bucketArn}/${"a".repeat(characters)}`] }));
    const tooLong = (limit: string): string[] => [`The document has more than the ${limit} characters that AWS takes.`];

    it("a bucket policy has at most 20 KB", () => {
        assert.deepEqual(sentences(large(20_000)), []);
        assert.deepEqual(sentences(large(20_480)), tooLong("20,480"));
    });
    it("the limit itself is allowed", () => {
        const missing = 20_480 - JSON.stringify(large(0)).length;
        assert.deepEqual(sentences(large(missing)), []);
        assert.deepEqual(sentences(large(missing + 1)), tooLong("20,480"));
    });
    it("white space does not count", () => {
        assert.deepEqual(sentences(JSON.stringify(large(19_000), null, 200) + " ".repeat(30_000)), []);
    });
    it("a key policy has at most 32 KB", () => {
        const changes = {
            Action: "kms:Decrypt",
            Resource: "*",
            Condition: { StringEquals: { "kms:EncryptionContext:a": "a".repeat(33_000) } },
        };
        assert.deepEqual(sentences(documentOf(statement(changes)), "key", {}), tooLong("32,768"));
    });
    it("the place may set another limit", () => {
        const changes = { Principal: undefined, Action: "s3:*", Resource: `${bucketArn}/${"a".repeat(2_048)}` };
        assert.deepEqual(sentences(documentOf(statement(changes)), "identity", { limit: 2_048 }), tooLong("2,048"));
        assert.deepEqual(sentences(documentOf(statement(changes)), "identity", { limit: 6_144 }), []);
    });
    it("what is unknown has no size", () => {
        assert.deepEqual(sentences(documentOf(statement({ Resource: [unknown] }))), [
            '? Statement "Read" has something in its Resource that is not known yet.',
        ]);
    });
});

/** Lists in lists, with an object at the bottom. */
function nested(depth: number): object {
    let value: object = {};
    for (let level = 0; level < depth; level++) {
        value = [value];
    }
    return value;
}

describe("the depth of a document", () => {
    it("is limited", () => {
        assert.deepEqual(sentences(documentOf(nested(62))), ["Statement 1 is not an object."]);
        assert.deepEqual(sentences(documentOf(nested(63))), ["The document nests deeper than any policy document."]);
    });
});

describe("hostile documents", () => {
    const hostile: Record<string, string | object> = {
        "a text of brackets": "[".repeat(1_000_000),
        "a deep list in a text": "[".repeat(5_000) + "]".repeat(5_000),
        "a deep list": documentOf(nested(5_000)),
        "a long text without end": `{"Statement": "${"\\\\n".repeat(500_000)}`,
        "a long text": JSON.stringify({ Statement: "x".repeat(3_000_000) }),
        "a million spaces": " ".repeat(1_000_000) + "x",
        "a million quotes": '"'.repeat(1_000_000),
        "lines without end": `{${"\n".repeat(1_000_000)}`,
        "many Sids": `[${'"Sid": "x" '.repeat(100_000)}`,
        "angle brackets": documentOf(statement({ Resource: "<a".repeat(10_000) })),
        braces: documentOf(statement({ Resource: "${a".repeat(6_000) })),
        capitals: documentOf(statement({ Resource: `arn:aws:s3:::${"YOUR".repeat(4_500)}a` })),
        stars: documentOf(statement({ Effect: "x", Resource: `arn:aws:s3:::${"*a".repeat(9_000)}` })),
        "words that are no actions": documentOf(statement({ Action: Array.from({ length: 1_200 }, (_, index) => `s3:Xetobject${index}`) })),
        "a member named __proto__": JSON.parse('{"__proto__": {"Statement": []}, "Statement": [{"__proto__": 1}]}') as object,
        "a member named constructor": documentOf(
            statement({ Condition: { constructor: { toString: "x" } }, Principal: { constructor: "x" } }),
        ),
    };
    for (const [name, document] of Object.entries(hostile)) {
        it(`${name} is refused in little time`, () => {
            assert.ok(problems(document, "bucket", { arn: bucketArn }).length > 0);
        });
    }
});
