/** The id under which the platform, or your own server, logged a call. Header names in lower case. */
export const logIdOf = (headers: Readonly<Record<string, string>>): string =>
  headers['x-tt-logid'] ?? headers['x-request-id'] ?? ''
