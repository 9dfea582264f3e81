import { privateBucket } from "../bucket";

privateBucket("training-data");
