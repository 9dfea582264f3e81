/**
 * An ML platform that keeps its data private. Read it in this order:
 *
 * account.ts      where it runs, and who else is trusted
 * roles.ts        who acts
 * keys.ts         what data is encrypted under
 * network.ts      a VPC without internet, and the endpoints through which it reaches AWS
 * buckets.ts      how every bucket is made
 * audit.ts        who did what
 * data.ts         where data is
 * permissions.ts  what each role may do
 * studio.ts       where people work
 * training.ts     from data to models
 * serving.ts      models that answer
 * analytics.ts    SQL and Spark
 *
 * policy-config.json tells the policy pack whom this platform trusts and what is exempt, why, and until when:
 *
 *     pulumi preview --policy-pack ../.. --policy-pack-config policy-config.json
 */
import "./permissions";
import "./studio";
import "./training";
import "./serving";
import "./analytics";
