/** @param {string} name */
export const camelToKebab = (name) => name.replaceAll(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase()

/** @param {string[]} parts */
export const pascal = (parts) =>
  parts.map((part) => part.replaceAll(/(?:^|[-_ ])(\w)/g, (_, letter) => letter.toUpperCase())).join('')
