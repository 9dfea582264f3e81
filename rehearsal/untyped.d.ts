// What the rehearsal uses of packages without declarations of it: js-yaml has none, and the SDK's are stripped of what is internal.

declare module "js-yaml" {
    export function load(text: string): unknown;
}
