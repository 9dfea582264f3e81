/** Why each policy matters: what leaks, or is lost, where it is broken. */
export const reasons: Readonly<Record<string, string>> = {
    "s3-default-encryption-kms":
        "Under SSE-S3 whoever may read an object may decrypt it: there is no second lock, nobody sees in a log that data was decrypted, and no key can be taken away when credentials have leaked.",
    "s3-default-encryption-customer-key":
        "The key aws/s3 is for everybody in the account who may read the bucket; its policy cannot be changed, so a leaked role decrypts whatever it reads. Your own key says who may decrypt, and can be disabled.",
    "s3-bucket-key-enabled":
        "Nothing leaks. Without a bucket key every object costs a call to KMS, and training jobs that read millions of files are throttled; then somebody switches SSE-KMS off.",
    "s3-sse-c-blocked":
        "What is written with a key from the request (SSE-C) only that key opens: whoever gets hold of credentials can overwrite your data with copies that you cannot read, and ask for a ransom. KMS neither controls nor logs it.",
    "s3-put-requires-kms-key":
        "The default encryption is for uploads that say nothing. One with its own headers takes another algorithm or a stranger's key, and then your key policy and your CloudTrail know nothing of who reads the data.",
    "s3-encryption-deny-is-effective":
        "A Deny that looks right and does not deny is worse than none, because nobody looks again. The tests of one statement are ANDed: a Deny that asks for another algorithm and another key lets aws:kms with a stranger's key through.",
    "s3-object-encryption":
        "An object that names an algorithm or key of its own leaves the lock that its bucket has for all others, and no setting of the bucket shows it.",
    "s3-replica-encryption":
        "A copy is as valuable as the original. Without a replica key objects under SSE-KMS are not replicated at all, or the copies lie under a key that others control.",
    "s3-table-and-directory-encryption":
        "Feature tables, embeddings and the fast tier for training hold the same data as the buckets that everybody guards. From embeddings the text they were made of can be got back.",
    "s3-public-access-block":
        "The last fence: with all four settings on, no ACL and no policy makes the bucket public, whoever writes one and whenever. With two of four, a public policy stays in force.",
    "s3-public-access-block-complete":
        "Settings left out are off. A block with two of its four settings on looks like protection in a review and lets a public bucket policy pass.",
    "s3-no-public-acl":
        "A public ACL publishes a bucket or an object with one word, past every bucket policy that grants nothing. authenticated-read sounds like your own people and means everybody with any AWS account.",
    "s3-acls-disabled":
        "With ACLs in force, each object can be shared by whoever uploads it, object by object, where no policy and no review shows it; objects that another account uploads are even owned by that account.",
    "s3-policy-not-public":
        "A statement for everybody is read by everybody, including scanners that try guessed bucket names all day. Conditions on what a caller chooses freely, such as Referer or UserAgent, narrow nothing.",
    "s3-policy-vpce-only":
        "Stolen credentials work from anywhere. With a bucket that answers only through your endpoints, a leaked key of a notebook's role is worth nothing outside your network.",
    "s3-vpce-deny-is-effective":
        "A request from the internet has no endpoint at all, and operators differ in what they make of an absent key. A Deny under ForAnyValue or for some actions alone leaves the data open to the internet, though it is there to close it.",
    "s3-policy-tls-only":
        "Over plain HTTP data and signed requests can be read, and changed, by whoever is on the way. SDKs use TLS; a tool configured with http:// does not, and nobody notices.",
    "s3-tls-deny-is-effective":
        "A Deny of plain HTTP that forgets uploads, or the bucket's own ARN, or everybody but one principal, passes a review and still lets data go in the clear.",
    "s3-minimum-tls-version":
        "TLS 1.0 and 1.1 have known attacks. AWS refuses them at its own endpoints step by step; the policy makes it a rule of the bucket, which access through proxies and old clients keeps to as well.",
    "s3-policy-cross-account":
        "A grant to another account hands the data to whoever administers that account, now and later: what happens there no log of yours shows. It should be a decision, written down as a trusted account, and not a line in a document.",
    "s3-policy-confused-deputy":
        "An AWS service works for all its customers. A statement that lets the service in without saying for whom lets any customer have it write to, or read from, your bucket.",
    "s3-acl-cross-account":
        "A canonical user id is an account that nobody recognises: 64 hexadecimal digits, in no list of accounts. A grant to one is the quietest way to share a bucket.",
    "s3-replication-trusted":
        "Replication copies every new object, for good, to where nobody of yours can take it back. A destination in another account is the most complete leak there is.",
    "s3-cross-account-key-access":
        "Nothing leaks: the other account gets AccessDenied, and then somebody in a hurry weakens encryption until it works. Granting the bucket and its key belong together.",
    "s3-policy-well-formed":
        "S3 refuses a broken document at deployment, at best. At worst it takes it: a misspelt action denies nothing, and a wrong ARN protects a bucket that does not exist.",
    "s3-policy-no-lockout":
        "A Deny to everybody also shuts out those who could take it back. Then only the account's root user can, and until somebody has found it training and serving stand still.",
    "s3-organization-only":
        "Principals outside your organisation have no business with ML data. A Deny holds for all grants, those of ACLs and of access points too, and for those that somebody adds next year.",
    "s3-access-logging":
        "When data has leaked, the first question is what was read, by whom and since when. Without access logs or data events nobody will ever know.",
    "s3-versioning":
        "Without versions what is overwritten or deleted is gone: by a bug, by ransomware, by a model poisoned on purpose. With them the state before is one call away.",
    "s3-no-website":
        "Website endpoints serve objects to everybody, over plain HTTP only. A bucket that is set up as one is on its way to be public.",
    "s3-classification-tag":
        "Who may see what is decided by how sensitive it is. A bucket that does not say so is treated as harmless: by access policies that ask for the tag, by scanners, by people.",
    "s3-restricted-objects-by-tag":
        "In a bucket with health data not everybody who trains a model may see all of it. Tags on objects and on principals separate them, but only where the bucket denies what does not match.",
    "s3-access-point-vpc-only":
        "An access point is a second door to the bucket with an address of its own. Open to the internet, it is tried from there.",
    "s3-access-point-public-access-block":
        "An access point has its own public access block, which nobody can switch on again later. Switched off, a public policy of the access point publishes what its bucket keeps.",
    "s3-access-point-policy":
        "The policies of access points, table buckets and vector buckets grant as bucket policies do, and reviews that look at buckets miss them.",

    "kms-customer-managed-keys":
        "An AWS managed key has a policy that you cannot change: everybody in the account who may use the service may decrypt with it. It cannot be disabled, shared or denied, so it is no second lock.",
    "kms-key-usable":
        "A property that names a key looks encrypted. With a key that signs, is disabled or expires, the resource is not made, or data that is already there cannot be read any more.",
    "kms-allowed-keys":
        "Data under a key of another account is readable for whoever has that key, and lost when they delete it. A list of keys makes it a decision.",
    "kms-key-rotation":
        "The longer one key encrypts everything, the more is lost with it. Rotation is free, changes no ARN and re-encrypts nothing.",
    "kms-key-policy-no-wildcard":
        "A key for everybody is no lock: all that lies under it is protected by the policies of buckets and volumes alone. kms:ViaService narrows to a service, not to your account.",
    "kms-key-policy-keeps-administrator":
        "A key that nobody can administer cannot be repaired, not by the root user either: only AWS Support can. Where the administration hangs on a network, it ends with that network.",
    "kms-key-policy-separates-duties":
        "Whoever administers a key can give it to anybody; whoever uses it sees data. One role with both needs nobody's help to carry data away.",
    "kms-grants-only-for-aws-resources":
        "A grant is a key policy of one line that shows up in no document and stays when the policy is corrected. With kms:CreateGrant alone a user lets anybody decrypt; volumes and endpoints need grants for AWS resources only.",
    "kms-key-policy-cross-account":
        "Whoever may decrypt with the key reads what lies under it wherever they get at it: in buckets, snapshots, copies. A foreign account in a key policy should be a decision.",
    "kms-key-policy-confused-deputy":
        "A service principal works for all customers of AWS. Without a condition on the source the service uses your key on behalf of any of them.",
    "kms-grant-trusted":
        "A grant gives a principal the use of the key until somebody retires it, past the key policy that everybody reviews.",
    "kms-key-policy-well-formed":
        "A misspelt action grants and denies nothing; a resource other than * or the key is about no key at all. KMS takes both.",
    "kms-deletion-window":
        "Data under a deleted key is lost for good. Without protection a refactoring that renames the key schedules its deletion, and the window is the time in which somebody has to notice.",

    "sagemaker-domain-kms-key":
        "Home directories of all users of a domain are on one EFS file system, with data sets copied there, notebooks and their output. Without a key of yours it lies under one that is not yours to take away.",
    "sagemaker-sharing-kms-key":
        "A shared notebook is a copy in S3 with all its output, and Canvas keeps what it is given. Both outlive the notebook and are read by more people than it.",
    "sagemaker-notebook-kms-key":
        "The volume of a notebook holds samples, downloads and credentials. Snapshots and copies of it are encrypted as it is.",
    "sagemaker-endpoint-kms-key":
        "Hosting instances keep the model on their storage, and whatever the container writes there about requests.",
    "sagemaker-endpoint-capture-kms-key":
        "Data capture writes what customers send and what the model answers to S3: production data, often the most personal that a platform has.",
    "sagemaker-endpoint-output-kms-key":
        "Answers of asynchronous endpoints lie in S3 until somebody fetches them, and core dumps contain the memory of the process: requests, answers and the model.",
    "sagemaker-feature-group-kms-key":
        "A feature store is personal data in its most useful form, gathered from all sources, in S3 and in a database with low latency.",
    "sagemaker-monitoring-kms-key":
        "Monitoring jobs read captured requests and write statistics and samples of them; their volumes hold the data while they run.",
    "sagemaker-job-kms-key":
        "The volumes of a job hold the training data while it runs, and its output is the model, from which training data can be got back.",
    "sagemaker-pipeline-kms-key":
        "What a pipeline starts no program shows: the jobs are in the text of its definition, and so are the keys that their volumes and output are under, or are not.",
    "sagemaker-artifact-kms-key":
        "Human review shows people the cases that the model is unsure of, devices send what they saw, model cards describe data and weaknesses. All of it ends up in storage.",
    "sagemaker-s3-locations":
        "All rules about buckets hold for buckets of the stack. A job that reads or writes another one takes the data to where nobody said what holds.",

    "sagemaker-notebook-no-direct-internet":
        "With direct internet access a notebook has a second network interface of SageMaker's, past all your security groups and endpoints: one line of Python uploads a data set.",
    "sagemaker-notebook-in-vpc":
        "A notebook in no VPC reaches data over the internet and is reached by no rule of yours: no security group, endpoint policy or flow log is about it.",
    "sagemaker-notebook-no-root":
        "Root changes the lifecycle script, the proxy and the agent that watch the notebook, and reads the files of everybody who uses it.",
    "sagemaker-notebook-imdsv2":
        "Version 1 of the metadata service answers any request from the instance, so a page or a library that makes the notebook fetch a URL gets the credentials of its role.",
    "sagemaker-domain-vpc-only":
        "Unless a domain is VPC-only its apps have internet access through a VPC of SageMaker's: data leaves past your endpoints, and packages come in past your mirror.",
    "sagemaker-sharing-disabled":
        "The output of cells is data: tables, pictures, predictions. A shared notebook shows them to people who may not read the bucket they came from.",
    "sagemaker-domain-docker-restricted":
        "Docker in Studio runs any image next to the data. Limited to registries of trusted accounts, nobody runs one from the internet that takes the data along.",
    "sagemaker-output-cleanup":
        "The output of cells stays in the notebook file when the bucket is locked and the data deleted; it is copied with it, committed and mailed. Only a script clears it.",
    "sagemaker-model-network-isolation":
        "The container of a model sees every request. Without isolation, code from a model zoo can send them on.",
    "sagemaker-model-in-vpc":
        "Outside a VPC a model fetches its artifacts and calls services over the internet, where no endpoint policy, security group or flow log is about it.",
    "sagemaker-job-network-isolation":
        "A training container reads all the data. Isolated, a package with a back door has nowhere to send it.",
    "sagemaker-job-in-vpc":
        "Outside a VPC a job reads data over the internet, so that buckets which answer only through endpoints have to be opened for it.",
    "sagemaker-inter-container-encryption":
        "Distributed training sends gradients and data between instances, in the clear unless told otherwise.",
    "sagemaker-model-package-group-sharing":
        "A model contains what it learnt, and membership and content of its training data can be got out of it. Another account that may copy it can try for as long as it likes.",
    "sagemaker-domain-tag":
        "Where access policies ask for a tag, a resource without it is open to everybody or to nobody, and either is found out too late.",

    "vpc-endpoint-policy-restricts-buckets":
        "An endpoint without a policy is a way out: whoever has credentials of another account uploads data to a bucket there, through your private network, past every firewall.",
    "vpc-s3-endpoint-exists":
        "Without an endpoint S3 is reached over the internet or not at all; then somebody adds a NAT gateway, and the whole VPC has a way out.",
    "vpc-sagemaker-endpoints-exist":
        "A VPC-only domain without these endpoints does not work, and the quickest repair is a NAT gateway, which is a way to the whole internet.",
    "vpc-flow-logs":
        "After a leak, flow logs tell which machine talked to whom. What was refused alone tells of the attempts, not of what got out.",
    "sagemaker-security-group-egress":
        "A security group that lets traffic out to everywhere is the firewall's open door: data leaves over any port as soon as there is any route.",

    "iam-sagemaker-requires-kms-key":
        "Jobs and notebooks are mostly started by API, from notebooks, where no program says which key they use. The role's policy is the only place that can demand one.",
    "iam-sagemaker-requires-vpc":
        "Jobs are started by API. Unless the role's policy demands a VPC and isolation, one parameter left out runs a job with the data on the internet.",
    "iam-abac-condition-is-effective":
        "ForAllValues and IfExists are true where there is nothing to test. A policy that is meant to let through only what is tagged rightly lets through what is not tagged at all.",
    "iam-no-full-data-access":
        "A role that may read or decrypt everything makes one stolen session a leak of everything: bucket policies, keys by purpose and classification are all for nothing.",
    "iam-policy-well-formed": "A misspelt action in an Allow is a nuisance; in a Deny it is a gap. IAM takes both without a word.",

    "athena-results-kms-key":
        "Results of queries are copies of the data, by default of whoever asked, and stay in their bucket for good: often under weaker encryption than the tables.",
    "athena-workgroup-enforced":
        "Where clients may override the workgroup, a query writes its results unencrypted to a bucket of the client's choice.",
    "emr-security-configuration":
        "A cluster copies data to its disks and between its nodes. Without a complete security configuration one of the three ways, S3, disk or network, is in the clear.",
    "emr-cluster-secured":
        "A security configuration protects only the clusters that name it. A cluster without one encrypts nothing of what it computes.",
    "cloudtrail-kms-key":
        "A trail tells who read what, and is what an intruder wants to change. Under a key of yours fewer can read it, and with validation a change shows.",
    "cloudtrail-data-events":
        "A trail records management events alone unless told more: that a bucket was made, not that every object in it was read.",

    "efs-customer-key":
        "Data sets on EFS are shared by many instances and copied to backups. Encryption is off unless asked for, and cannot be switched on later.",
    "ebs-customer-key":
        "A volume and all its snapshots are encrypted as it is made. An unencrypted snapshot can be shared with any account, or with everybody.",
    "ecr-customer-key":
        "Images contain code, models and, too often, credentials and samples. Whoever may pull decrypts with the key that AWS manages.",
    "logs-customer-key":
        "Jobs print rows, prompts and stack traces with data into their logs, which many more people may read than the data.",
    "glue-customer-key":
        "Crawlers, jobs and bookmarks of Glue touch every table; the catalogue knows where all data is and has the passwords of connections.",
    "stream-customer-key": "Streams and queues hold production data in flight for days, and their consumers are many.",
    "warehouse-customer-key":
        "Warehouses and tables hold the data in the form that is easiest to carry away, and backups are encrypted as they are.",
    "bedrock-customer-key": "Agents, knowledge bases and custom models keep prompts, documents and what was learnt from them.",
    "fsx-customer-key": "File systems for training hold copies of whole data sets, and so do their backups.",

    "guard-configuration":
        "The engine accepts misspelt options in silence: a trusted account that is not heeded is a nuisance, a limit that is not heeded is a gap that looks closed.",
    "guard-exemptions":
        "An exemption without a reason is one nobody dares to remove, and one that matches nothing protects the next resource that happens to have the name.",
    "guard-exemptions-in-force": "An exemption is a hole with a permit. Listed at every deployment, it is not forgotten.",
    "preview-undecided": "What nobody could decide must not look like what is fine. This lists it, with the inputs it waits for.",
    "guard-escape-hatches":
        "Resources in a CloudFormation template or a Cloud Control document are made by AWS, not by Pulumi: no policy sees them, whatever the pack says.",
    "guard-ignored-changes":
        "With ignoreChanges the program says one thing and AWS has another: what was opened by hand stays open, and every preview is clean.",
};
