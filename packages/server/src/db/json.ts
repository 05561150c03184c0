/** The one codec for JSON in columns: text on both engines, never queried from inside. */
export const toJson = (value: unknown): string => JSON.stringify(value)

/** `T` is what this program itself wrote into the column. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T
