// Node comes here only where the compiled pack, the `main` of package.json, is missing.
console.error("ml-data-guard is not built yet. In its folder, type: npm ci && npm run build");
process.exit(1);
