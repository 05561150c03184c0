/** Every colour of the pages. The names are CSS variables (`--text-2`), and Ant Design is fed from the same values. */
export interface Palette {
  readonly bg: string
  readonly 'bg-side': string
  readonly 'bg-float': string
  readonly fill: string
  readonly 'fill-strong': string
  readonly border: string
  readonly 'border-strong': string
  readonly text: string
  readonly 'text-2': string
  readonly 'text-3': string
  readonly accent: string
  readonly 'accent-hover': string
  readonly 'accent-text': string
  readonly 'accent-soft': string
  readonly 'on-accent': string
  readonly waiting: string
  readonly 'waiting-soft': string
  readonly them: string
  readonly 'them-soft': string
  readonly danger: string
  readonly 'danger-soft': string
  readonly done: string
  readonly 'done-soft': string
  readonly note: string
  readonly 'note-border': string
  readonly 'note-text': string
  readonly shadow: string
}

export type ThemeName = 'light' | 'dark'

export const palettes: Record<ThemeName, Palette> = {
  light: {
    bg: '#ffffff',
    'bg-side': '#f7f7f8',
    'bg-float': '#ffffff',
    fill: '#f1f1f4',
    'fill-strong': '#e6e6eb',
    border: '#e7e7ec',
    'border-strong': '#8d8f9c',
    text: '#1c1d22',
    'text-2': '#5b5d69',
    'text-3': '#666876',
    accent: '#3f55d8',
    'accent-hover': '#3347bd',
    'accent-text': '#3347bd',
    'accent-soft': '#edf0fd',
    'on-accent': '#ffffff',
    waiting: '#915504',
    'waiting-soft': '#fdf1dc',
    them: '#4a6078',
    'them-soft': '#eaf0f5',
    danger: '#bf2b2b',
    'danger-soft': '#fdeeee',
    done: '#21703f',
    'done-soft': '#e7f5ec',
    note: '#fdf6e0',
    'note-border': '#ecdcab',
    'note-text': '#735208',
    shadow: '0 8px 28px rgb(20 22 40 / 14%), 0 1px 3px rgb(20 22 40 / 10%)',
  },
  dark: {
    bg: '#18191d',
    'bg-side': '#131418',
    'bg-float': '#222329',
    fill: '#25262c',
    'fill-strong': '#31323a',
    border: '#2b2c33',
    'border-strong': '#747684',
    text: '#ececf1',
    'text-2': '#aeb0bc',
    'text-3': '#9b9daa',
    accent: '#5068e2',
    'accent-hover': '#6079f0',
    'accent-text': '#a3b2ff',
    'accent-soft': '#272d4b',
    'on-accent': '#ffffff',
    waiting: '#efb55a',
    'waiting-soft': '#3a2d17',
    them: '#a5bbd0',
    'them-soft': '#26303a',
    danger: '#ff8f8a',
    'danger-soft': '#412222',
    done: '#7bce97',
    'done-soft': '#1e3527',
    note: '#322b18',
    'note-border': '#584a22',
    'note-text': '#e8c877',
    shadow: '0 10px 32px rgb(0 0 0 / 55%), 0 0 0 1px rgb(255 255 255 / 6%)',
  },
}
