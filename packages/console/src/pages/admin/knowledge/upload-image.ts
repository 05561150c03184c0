import { console as api, type Output } from '@pipit/contract'
import { ApiError, toApiError } from '../../../api/error.ts'

/** Uploads a picture that stands in no message; every failure is an `ApiError`. @returns its key. */
export async function uploadImage(image: File): Promise<string> {
  const body = new FormData()
  body.set('image', image)
  const { method, path } = api.image.create
  const response = await fetch(path, {
    method,
    body,
    headers: { 'X-Pipit-Csrf': '1' },
    credentials: 'same-origin',
  }).catch((cause: unknown) => {
    throw new ApiError({ status: 0, code: 'network', message: 'The server did not answer.' }, cause)
  })
  const answer: unknown = await response.json().catch(() => undefined)
  if (!response.ok) throw toApiError(response.status, response.headers, answer)
  return (answer as Output<typeof api.image.create>).key
}
