const pattern = /(https?:\/\/[^\s<>"'，。；！？、）】」]+)/

/** Text with its web addresses as links; nothing else is interpreted. */
export function LinkedText({ text }: { text: string }) {
  return text.split(pattern).map((part, i) =>
    i % 2 === 1 ? (
      <a key={i} href={part} target="_blank" rel="noopener noreferrer nofollow">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
