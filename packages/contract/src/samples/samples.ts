import type { Face } from '../catalogue.ts'
import type { SampleCall } from './call.ts'
import { curl } from './curl.ts'
import { goSdk } from './go.ts'
import { javaSdk } from './java.ts'
import { fetchSample, nodeSdk, pipitSdk } from './javascript.ts'
import { pythonRequests, pythonSdk } from './python.ts'

export interface SampleKind {
  readonly key: 'curl' | 'pipit' | 'node' | 'fetch' | 'python' | 'requests' | 'go' | 'java'
  /** As people call it; not translated. */
  readonly name: string
  readonly write: (call: SampleCall) => string
}

const both: readonly SampleKind[] = [
  { key: 'curl', name: 'curl', write: curl },
  { key: 'pipit', name: 'Pipit SDK', write: pipitSdk },
]

/** In which languages calls of a face are shown. The official clients speak the Open Platform's face alone. */
export const sampleKinds: Readonly<Record<Face, readonly SampleKind[]>> = {
  feishu: [
    ...both,
    { key: 'node', name: 'Node.js', write: nodeSdk },
    { key: 'python', name: 'Python', write: pythonSdk },
    { key: 'go', name: 'Go', write: goSdk },
    { key: 'java', name: 'Java', write: javaSdk },
  ],
  'access-token': [
    ...both,
    { key: 'fetch', name: 'JavaScript', write: fetchSample },
    { key: 'requests', name: 'Python', write: pythonRequests },
  ],
}
