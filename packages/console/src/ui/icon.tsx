import type { ReactNode } from 'react'

/** Our own line icons, 20 × 20: about thirty shapes cost less than any icon package. */
const shapes = {
  inbox: (
    <>
      <path d="M3.5 10.5h3.2l1.3 2h4l1.3-2h3.2" />
      <path d="M5.4 4.5h9.2l2.4 6v4a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1v-4z" />
    </>
  ),
  sliders: <path d="M3 6h7M14 6h3M3 14h3M10 14h7M12 4v4M8 12v4" />,
  key: (
    <>
      <circle cx="7" cy="13" r="3.5" />
      <path d="m9.5 10.5 6.5-6.5M13 7l2.5 2.5" />
    </>
  ),
  blocks: (
    <>
      <rect x="3" y="3" width="6" height="6" rx="1.5" />
      <rect x="11" y="3" width="6" height="6" rx="1.5" />
      <rect x="3" y="11" width="6" height="6" rx="1.5" />
      <path d="M14 11.5v5M11.5 14h5" />
    </>
  ),
  list: <path d="M7.5 5H17M7.5 10H17M7.5 15H17M3.5 5h.01M3.5 10h.01M3.5 15h.01" />,
  person: (
    <>
      <circle cx="10" cy="6.5" r="3" />
      <path d="M4 17c.4-3.3 2.8-5 6-5s5.6 1.7 6 5" />
    </>
  ),
  personOff: (
    <>
      <circle cx="8.5" cy="6.5" r="3" />
      <path d="M2.5 17c.4-3.3 2.8-5 6-5 1 0 2 .2 2.8.5M13.5 12.5l4 4M17.5 12.5l-4 4" />
    </>
  ),
  open: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4l2.5 2" />
    </>
  ),
  check: <path d="m4 10.5 4 4 8-9" />,
  checkCircle: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="m6.8 10.3 2.3 2.3 4.2-4.8" />
    </>
  ),
  stack: <path d="m10 3 7 3.5-7 3.5-7-3.5zM3 10l7 3.5 7-3.5M3 13.5 10 17l7-3.5" />,
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="8" rx="1.5" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.2l2.7 1.6" />
    </>
  ),
  pause: <path d="M7 5v10M13 5v10" />,
  play: <path d="M6.5 4.5v11l9-5.5z" />,
  reopen: <path d="M4 10a6 6 0 1 1 1.8 4.3M4 6v4h4" />,
  take: (
    <>
      <circle cx="8.5" cy="6.5" r="3" />
      <path d="M2.5 17c.4-3.3 2.8-5 6-5 1 0 2 .2 2.8.5M14.5 11.5v6M11.5 14.5h6" />
    </>
  ),
  mail: (
    <>
      <rect x="3" y="4.5" width="14" height="11" rx="1.5" />
      <path d="m3.5 6 6.5 5 6.5-5" />
    </>
  ),
  send: <path d="M3.5 10 17 3.5 13 17l-3-5.5zM10 11.5 17 3.5" />,
  panel: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="2" />
      <path d="M12.5 4v12" />
    </>
  ),
  sidebar: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="2" />
      <path d="M7.5 4v12" />
    </>
  ),
  back: <path d="M12.5 4 6.5 10l6 6" />,
  down: <path d="m5 8 5 5 5-5" />,
  arrowDown: <path d="M10 4v12M5 11l5 5 5-5" />,
  close: <path d="m5 5 10 10M15 5 5 15" />,
  copy: (
    <>
      <rect x="7" y="7" width="10" height="10" rx="1.5" />
      <path d="M13 4.5A1.5 1.5 0 0 0 11.5 3h-7A1.5 1.5 0 0 0 3 4.5v7A1.5 1.5 0 0 0 4.5 13" />
    </>
  ),
  eye: (
    <>
      <path d="M2.5 10S5 4.8 10 4.8 17.5 10 17.5 10 15 15.2 10 15.2 2.5 10 2.5 10z" />
      <circle cx="10" cy="10" r="2.2" />
    </>
  ),
  eyeOff: (
    <path d="M3 3l14 14M8 5.1A8 8 0 0 1 10 4.8c5 0 7.5 5.2 7.5 5.2a13 13 0 0 1-2.2 2.9M5.3 6.3A12.5 12.5 0 0 0 2.5 10S5 15.2 10 15.2c1.2 0 2.3-.3 3.2-.8" />
  ),
  refresh: (
    <path d="M16.5 9A6.5 6.5 0 0 0 5 6L3.5 7.5M3.5 4v3.5H7M3.5 11A6.5 6.5 0 0 0 15 14l1.5-1.5M16.5 16v-3.5H13" />
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13.2 13.2 3.8 3.8" />
    </>
  ),
  alert: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6.5V11M10 13.5h.01" />
    </>
  ),
  more: <path d="M5 10h.01M10 10h.01M15 10h.01" strokeWidth="2.4" />,
  file: (
    <path d="M11.5 3H6a1.5 1.5 0 0 0-1.5 1.5v11A1.5 1.5 0 0 0 6 17h8a1.5 1.5 0 0 0 1.5-1.5V7zM11.5 3v4h4" />
  ),
  image: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="2" />
      <path d="m4 14.5 4-4 3 3 2-2 3.5 3M12.8 8h.01" />
    </>
  ),
  bot: (
    <>
      <rect x="4" y="7" width="12" height="9" rx="2.5" />
      <path d="M10 4v3M7.8 11v1M12.2 11v1" />
    </>
  ),
  book: (
    <path d="M10 5.5C8.5 4.3 6.3 4 3.5 4v11.5c2.8 0 5 .3 6.5 1.5 1.5-1.2 3.7-1.5 6.5-1.5V4c-2.8 0-5 .3-6.5 1.5zM10 5.5V17" />
  ),
  bell: <path d="M4.5 14.5h11M6 14.5V9a4 4 0 0 1 8 0v5.5M8.5 17h3M10 5V3.5" />,
  keyboard: (
    <>
      <rect x="2.5" y="5" width="15" height="10" rx="2" />
      <path d="M5.5 8h.01M8.5 8h.01M11.5 8h.01M14.5 8h.01M7 12h6" />
    </>
  ),
  plug: <path d="M3 3l14 14M6 8v2.5a4 4 0 0 0 5.5 3.7M14 10.5V7H9.5M8 3v2M12 3v4M10 14.5V17" />,
  external: (
    <path d="M11 4h5v5M16 4l-7 7M14 11.5v3A1.5 1.5 0 0 1 12.5 16h-7A1.5 1.5 0 0 1 4 14.5v-7A1.5 1.5 0 0 1 5.5 6h3" />
  ),
  chart: <path d="M3.5 16.5h13M5.5 13.5v-4M10 13.5v-8M14.5 13.5V7.5" />,
  folder: (
    <path d="M3 6.5A1.5 1.5 0 0 1 4.5 5h3.3l2 2h5.7A1.5 1.5 0 0 1 17 8.5v5a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 3 13.5z" />
  ),
  trash: <path d="M4 6h12M8 6V4.5h4V6M5.5 6l.7 9a1.5 1.5 0 0 0 1.5 1.5h4.6a1.5 1.5 0 0 0 1.5-1.5l.7-9" />,
  plus: <path d="M10 4.5v11M4.5 10h11" />,
  bold: <path d="M6.5 4.5h4.2a2.7 2.7 0 0 1 0 5.4H6.5zM6.5 9.9h5a2.8 2.8 0 0 1 0 5.6h-5z" />,
  numbers: <path d="M8 5h9M8 10h9M8 15h9M3 4.2l1-.7v3.3M3 13.4c.3-1 1.9-.8 1.8.2 0 .7-1.8 1.2-1.8 2.3h2" />,
  up: <path d="m5 12 5-5 5 5" />,
  filter: <path d="M3.5 5h13M6 10h8M8.5 15h3" />,
  sort: <path d="M6 4v12M3 13l3 3 3-3M14 16V4M11 7l3-3 3 3" />,
  table: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="1.5" />
      <path d="M3 8.5h14M3 12.2h14M8 8.5V16" />
    </>
  ),
  skill: <path d="m10 3 2.1 4.4 4.9.6-3.6 3.3.9 4.8L10 13.7l-4.3 2.4.9-4.8L3 8l4.9-.6z" />,
  people: (
    <>
      <circle cx="7.5" cy="7" r="2.7" />
      <path d="M2.5 16c.3-2.9 2.3-4.4 5-4.4s4.7 1.5 5 4.4M13 4.6a2.6 2.6 0 0 1 0 4.8M14.6 12c1.6.6 2.6 2 2.9 4" />
    </>
  ),
  bookmark: <path d="M5.5 3.5h9v13L10 13l-4.5 3.5z" />,
  italic: <path d="M8.5 4H14M6 16h5.5M11.5 4l-3 12" />,
  bullets: <path d="M7.5 5H17M7.5 10H17M7.5 15H17M3.5 5h.01M3.5 10h.01M3.5 15h.01" strokeWidth="2" />,
  link: (
    <path d="M8.5 11.5a3 3 0 0 0 4.3 0l3-3a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-3 3a3 3 0 0 0 4.3 4.3l1-1" />
  ),
  code: <path d="m7 6-4 4 4 4M13 6l4 4-4 4" />,
  clip: (
    <path d="m16 9.5-6.2 6.2a3.6 3.6 0 0 1-5.1-5.1l6.6-6.6a2.4 2.4 0 0 1 3.4 3.4l-6.5 6.5a1.2 1.2 0 0 1-1.7-1.7L12 6.9" />
  ),
  flash: <path d="M11 3 4.5 11.5H10L9 17l6.5-8.5H10z" />,
  star: <path d="m10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9-4.3-2.4-4.3 2.4.9-4.9L3 8.1l4.9-.6z" />,
  at: (
    <>
      <circle cx="10" cy="10" r="2.8" />
      <path d="M12.8 7.2v3.9a2.1 2.1 0 0 0 4.2 0V10a7 7 0 1 0-2.9 5.7" />
    </>
  ),
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

interface Props {
  readonly name: IconName
  readonly size?: number
  /** Ant Design gives icons of its menus a class. */
  readonly className?: string
}

export function Icon({ name, size = 16, className = '' }: Props) {
  return (
    <svg
      className={`icon ${className}`}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {shapes[name]}
    </svg>
  )
}
