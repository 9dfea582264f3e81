import { privateBucket } from "../bucket";

// The default encryption is for uploads that say nothing: with a header, an upload chooses any key it likes.
privateBucket("training-data", { except: ["DenyOtherKeys"] });
