import { ConfigProvider, theme as antTheme, type ThemeConfig } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { createContext, use, useLayoutEffect, useMemo, useSyncExternalStore, type ReactNode } from 'react'
import { useLanguage } from '../i18n/text.tsx'
import { useStored } from '../ui/stored.ts'
import { palettes, type ThemeName } from './tokens.ts'

export const themeModes = ['system', 'light', 'dark'] as const
export type ThemeMode = (typeof themeModes)[number]

interface ThemeState {
  readonly mode: ThemeMode
  readonly name: ThemeName
  readonly setMode: (mode: ThemeMode) => void
}

const ThemeContext = createContext<ThemeState | undefined>(undefined)

const prefersDark = matchMedia('(prefers-color-scheme: dark)')

const onPreference = (changed: () => void) => {
  prefersDark.addEventListener('change', changed)
  return () => prefersDark.removeEventListener('change', changed)
}

export const fontFamily =
  '-apple-system, "Segoe UI", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif'

function antConfig(name: ThemeName): ThemeConfig {
  const p = palettes[name]
  return {
    algorithm: name === 'dark' ? antTheme.darkAlgorithm : antTheme.defaultAlgorithm,
    token: {
      fontFamily,
      fontSize: 14,
      lineHeight: 1.57,
      borderRadius: 6,
      controlHeight: 32,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      wireframe: false,
      colorPrimary: p.accent,
      colorPrimaryHover: p['accent-hover'],
      colorPrimaryActive: p['accent-hover'],
      colorLink: p['accent-text'],
      colorLinkHover: p.accent,
      colorError: p.danger,
      colorErrorText: p.danger,
      colorWarning: p.waiting,
      colorSuccess: p.done,
      colorText: p.text,
      colorTextSecondary: p['text-2'],
      colorTextTertiary: p['text-3'],
      colorTextDescription: p['text-3'],
      colorTextPlaceholder: p['text-3'],
      colorBgBase: p.bg,
      colorBgContainer: p.bg,
      colorBgElevated: p['bg-float'],
      colorBgLayout: p['bg-side'],
      colorBorder: p['border-strong'],
      colorBorderSecondary: p.border,
      colorSplit: p.border,
      boxShadow: p.shadow,
      boxShadowSecondary: p.shadow,
    },
    components: {
      Button: {
        defaultShadow: 'none',
        primaryShadow: 'none',
        dangerShadow: 'none',
        fontWeight: 500,
        contentFontSizeSM: 13,
        contentFontSizeLG: 15,
        defaultBorderColor: p['fill-strong'],
        defaultBg: p.bg,
      },
      Table: {
        cellPaddingBlock: 9,
        cellPaddingInline: 12,
        headerBg: 'transparent',
        headerColor: p['text-3'],
      },
      Tooltip: { colorBgSpotlight: name === 'dark' ? p['fill-strong'] : p.text, fontSize: 12 },
    },
  }
}

export function ThemeProvider({ children }: { children: ReactNode }) {
  const { language } = useLanguage()
  const [mode, setMode] = useStored<ThemeMode>('theme', 'system')
  const systemDark = useSyncExternalStore(onPreference, () => prefersDark.matches)
  const name: ThemeName = mode === 'light' || mode === 'dark' ? mode : systemDark ? 'dark' : 'light'
  const config = useMemo(() => antConfig(name), [name])

  useLayoutEffect(() => {
    const root = document.documentElement
    root.dataset.theme = name
    root.style.colorScheme = name
    for (const [token, value] of Object.entries(palettes[name])) root.style.setProperty(`--${token}`, value)
  }, [name])

  const state = useMemo(() => ({ mode, name, setMode }), [mode, name, setMode])
  return (
    <ThemeContext value={state}>
      <ConfigProvider
        theme={config}
        locale={language === 'zh' ? zhCN : enUS}
        // antd puts a space between two Chinese characters of a button, which changes its accessible name.
        button={{ autoInsertSpace: false }}
      >
        {children}
      </ConfigProvider>
    </ThemeContext>
  )
}

export function useTheme() {
  const state = use(ThemeContext)
  if (!state) throw new Error('ThemeProvider is missing')
  return state
}
