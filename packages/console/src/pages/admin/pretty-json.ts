/** Indented when it is JSON; the log cuts bodies at 2 KB, which then stay as they are. */
export function prettyJson(text: string) {
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}
