const paths = {
  close: 'M6 6l12 12M18 6L6 18',
  send: 'M12 19V5M6 11l6-6 6 6',
  attach: 'M20 11l-8.5 8.5a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7L9.3 17a1.6 1.6 0 0 1-2.3-2.3L14.5 7',
  back: 'M14 6l-6 6 6 6',
  next: 'M10 6l6 6-6 6',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 21c1-4 4-6 8-6s7 2 8 6',
  bot: 'M5 9h14v10H5zM12 9V4M9 14h.01M15 14h.01',
  file: 'M6 3h8l5 5v13H6zM14 3v5h5',
  bad: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 16c2-2 5-2 7 0M9 10h.01M15 10h.01',
  fair: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 15h7M9 10h.01M15 10h.01',
  good: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8.5 14c2 2.4 5 2.4 7 0M9 10h.01M15 10h.01',
  mail: 'M3 6h18v12H3zM3 7l9 7 9-7',
} as const

export type IconName = keyof typeof paths

export const Icon = ({ name }: { name: IconName }) => (
  <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
)
