import { type ReactNode, useId } from 'react'
import { useText } from '../../../i18n/text.tsx'

interface Props {
  readonly question: string
  readonly answer: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly children: ReactNode
}

/** A chart: the question it answers, the answer in words, the picture, and the same as a table. */
export function Figure({ question, answer, head, rows, children }: Props) {
  const t = useText()
  const title = useId()
  return (
    <section className="figure" aria-labelledby={title}>
      <h2 id={title}>{question}</h2>
      <p className="figure-answer">{answer}</p>
      {children}
      {rows.length > 0 && (
        <details className="figure-table">
          <summary>{t.overview.table}</summary>
          <table>
            <thead>
              <tr>
                {head.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first, ...rest]) => (
                <tr key={first}>
                  <th scope="row">{first}</th>
                  {rest.map((cell, i) => (
                    <td key={head[i + 1]}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}
