import { Button } from 'antd'
import { useText } from '../i18n/text.tsx'
import { Icon } from './icon.tsx'

export function OfflineBanner({ onReconnect }: { onReconnect: () => void }) {
  const t = useText()
  return (
    <div className="offline-banner" role="status">
      <Icon name="plug" />
      {t.live.offline}
      <Button type="text" size="small" onClick={onReconnect}>
        {t.live.reconnect}
      </Button>
    </div>
  )
}
