import { console as api } from '@pipit/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import { ApiError, toApiError } from '../../../api/error.ts'
import type { FileInfo } from '../../../api/types.ts'

export interface Upload {
  readonly id: number
  readonly file: File
  /** From 0 to 1. */
  readonly progress: number
  readonly error?: unknown
}

const largestImage = 10 * 1024 * 1024
const shownTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp'])

const isImage = (file: File) => shownTypes.has(file.type) && file.size <= largestImage

/** `fetch` does not tell how far an upload is. */
function put(
  file: File,
  kind: 'image' | 'file',
  onProgress: (progress: number) => void,
  signal: AbortSignal,
): Promise<FileInfo> {
  const form = new FormData()
  if (kind === 'file') form.append('file_name', file.name || 'file')
  form.append(kind, file, file.name)
  const request = new XMLHttpRequest()
  return new Promise((resolve, reject) => {
    const cut = () =>
      reject(new ApiError({ status: 0, code: 'network', message: 'The server did not answer.' }))
    request.upload.addEventListener('progress', ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    )
    request.addEventListener('error', cut)
    request.addEventListener('abort', cut)
    request.addEventListener('load', () => {
      const body: unknown = request.response
      if (request.status === 200 && body) return resolve(body as FileInfo)
      const headers = new Headers({ 'x-tt-logid': request.getResponseHeader('x-tt-logid') ?? '' })
      return reject(toApiError(request.status, headers, body))
    })
    signal.addEventListener('abort', () => request.abort())
    request.open('POST', (kind === 'image' ? api.image : api.file).create.path)
    request.responseType = 'json'
    request.setRequestHeader('X-Pipit-Csrf', '1')
    request.send(form)
  })
}

/** A picture that the server does not know as one is a file like any other. */
async function upload(file: File, onProgress: (progress: number) => void, signal: AbortSignal) {
  if (!isImage(file)) return put(file, 'file', onProgress, signal)
  try {
    return await put(file, 'image', onProgress, signal)
  } catch (error) {
    if (error instanceof ApiError && error.code.startsWith('image_'))
      return put(file, 'file', onProgress, signal)
    throw error
  }
}

let ids = 0

/** Files on their way to the server. @param onDone gets each as it arrives. */
export function useUploads(onDone: (file: FileInfo) => void) {
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const running = useRef(new Map<number, AbortController>())
  const done = useRef(onDone)
  useEffect(() => {
    done.current = onDone
  })
  useEffect(() => {
    const all = running.current
    return () => {
      for (const controller of all.values()) controller.abort()
    }
  }, [])

  const change = (id: number, with_: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.id === id ? { ...one, ...with_ } : one)))
  const drop = useCallback((id: number) => {
    running.current.get(id)?.abort()
    running.current.delete(id)
    setUploads((all) => all.filter((one) => one.id !== id))
  }, [])
  const start = useCallback(
    async (id: number, file: File) => {
      const controller = new AbortController()
      running.current.set(id, controller)
      try {
        const made = await upload(file, (progress) => change(id, { progress }), controller.signal)
        drop(id)
        done.current(made)
      } catch (error) {
        if (!controller.signal.aborted) change(id, { error })
      }
    },
    [drop],
  )

  return {
    uploads,
    add: useCallback(
      (files: Iterable<File>) => {
        for (const file of files) {
          const id = (ids += 1)
          setUploads((all) => [...all, { id, file, progress: 0 }])
          void start(id, file)
        }
      },
      [start],
    ),
    retry: ({ id, file }: Upload) => {
      change(id, { error: undefined, progress: 0 })
      void start(id, file)
    },
    cancel: drop,
  }
}
