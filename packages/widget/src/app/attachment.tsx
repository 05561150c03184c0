import { useEffect, useState } from 'preact/hooks'
import { useScene } from './context.ts'
import { Icon } from './icon.tsx'

/** A picture of a message; it is fetched with the token, so it has no address of its own. */
export function Picture({ messageId, imageKey }: { messageId: string; imageKey: string }) {
  const { act, t } = useScene()
  const [url, setUrl] = useState<string>()
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    let made: string | undefined
    async function show(): Promise<void> {
      try {
        const blob = await act.api.download(messageId, imageKey)
        if (gone) return
        made = URL.createObjectURL(blob)
        setUrl(made)
      } catch {
        setFailed(true)
      }
    }
    void show()
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [messageId, imageKey])
  if (failed) return <span class="picture-missing">[{t.image}]</span>
  if (!url) return <span class="picture-wait" aria-label={t.image} role="img" />
  return (
    <a class="picture" href={url} target="_blank" rel="noreferrer" aria-label={t.openImage}>
      <img src={url} alt={t.image} />
    </a>
  )
}

/** A file of a message, to be downloaded. */
export function FileLink({ messageId, fileKey, name }: { messageId: string; fileKey: string; name: string }) {
  const { act, t } = useScene()
  const [error, setError] = useState<string>()
  const shown = name || t.file
  async function save(): Promise<void> {
    setError(undefined)
    try {
      const url = URL.createObjectURL(await act.api.download(messageId, fileKey))
      const link = document.createElement('a')
      link.href = url
      link.download = shown
      link.click()
      setTimeout(() => URL.revokeObjectURL(url), 60_000)
    } catch (reason) {
      setError(act.explain(reason))
    }
  }
  return (
    <>
      <button type="button" class="file" aria-label={t.download(shown)} onClick={() => void save()}>
        <Icon name="file" />
        <span>{shown}</span>
      </button>
      {error && <p class="error">{error}</p>}
    </>
  )
}
