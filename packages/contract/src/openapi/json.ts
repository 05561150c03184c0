/** JSON as it is written; schemas and documents are nothing else. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json }
export interface JsonObject {
  readonly [key: string]: Json
}

/** A copy without what only TypeBox knows, and without what is undefined. */
export const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Without the members that are undefined. */
export const object = (members: Readonly<Record<string, Json | undefined>>): JsonObject =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as JsonObject
