/** Node only: the default transport, for a proxy or an agent of your own. */
export { nodeTransport } from './transport-node.ts'
export type { Transport } from './transport.ts'
