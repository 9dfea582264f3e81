const { reporters } = require("mocha");

/** The dots of mocha, the failures, and a last line that machines can read. */
module.exports = class extends reporters.Dot {
    constructor(runner, options) {
        super(runner, options);
        runner.once("end", () => {
            console.log(`${this.stats.passes} passed, ${this.stats.failures} failed`);
        });
    }
};
