/**
 * The grammar of a template: text and BBCode, in which `{token}` and
 * `{token|text if empty}` stand for values and `{{` for a brace.
 *
 * PHP finds the tokens of a template with the same expression;
 * tests/unit/contract.test.ts compares the two.
 */
export const TOKEN = /{{|{(\w+|meta:[^{}|]+)(?:\|((?:{{|[^{}])*))?}/g;
