import { privateBucket } from "../bucket";

privateBucket("training-data", { except: ["DenyPlainHttp", "DenyOldTls"] });
