import tseslint from "typescript-eslint";

export default tseslint.config(
    {
        ignores: [
            "dist/",
            "node_modules/",
            ".cache/",
            "examples/",
            "test/rehearsal/pack/",
            "test/rehearsal/programs/",
            "index.js",
            "eslint.config.mjs",
            "**/*.cjs",
        ],
    },
    ...tseslint.configs.strictTypeChecked,
    ...tseslint.configs.stylisticTypeChecked,
    {
        languageOptions: { parserOptions: { project: "tsconfig.test.json" } },
        rules: {
            // `${number}` reads well.
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
            "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
            "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
            // `this: void` of a policy's check.
            "@typescript-eslint/no-invalid-void-type": ["error", { allowAsThisParameter: true }],
            "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_$" }],
            // Facts are unions with the classes Unknown and Misshapen; the rule takes every narrowing of them for a mistake.
            "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
        },
    },
    {
        files: ["test/**"],
        rules: {
            // `describe` and `it` of mocha return promises nobody waits for.
            "@typescript-eslint/no-floating-promises": "off",
        },
    },
);
