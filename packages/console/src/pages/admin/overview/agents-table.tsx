import type { Overview } from '../../../api/types.ts'
import { useLanguage } from '../../../i18n/text.tsx'
import { longSpan } from '../../../i18n/time.ts'
import { Avatar } from '../../../ui/avatar.tsx'

/** What each agent did in the span, who closed most first. */
export function AgentsTable({ agents }: { agents: Overview['agents'] }) {
  const { t } = useLanguage()
  return (
    <section className="figure is-wide">
      <h2>{t.overview.agentsQuestion}</h2>
      {agents.length === 0 ? (
        <p className="figure-answer">{t.overview.noAgents}</p>
      ) : (
        // A narrow screen scrolls it, with the keys as well.
        <div className="agents-table" role="region" tabIndex={0} aria-label={t.overview.agentsQuestion}>
          <table>
            <thead>
              <tr>
                <th scope="col">{t.overview.agent}</th>
                <th scope="col">{t.overview.openNow}</th>
                <th scope="col">{t.overview.closed}</th>
                <th scope="col">{t.overview.wait}</th>
                <th scope="col">{t.overview.rated}</th>
              </tr>
            </thead>
            <tbody>
              {agents.map(({ agent, presence, open, closed, first_response_seconds: wait, ratings }) => {
                const rated = ratings.good + ratings.fair + ratings.bad
                return (
                  <tr key={agent.id}>
                    <th scope="row">
                      <span className="agent-cell">
                        <Avatar person={agent} size={24} />
                        <span className="ellipsis">{agent.name}</span>
                        <span className="agent-presence">{t.overview.presence[presence]}</span>
                      </span>
                    </th>
                    <td>{open}</td>
                    <td>{closed}</td>
                    <td>{wait === undefined ? '–' : longSpan(Math.round(wait), t.time)}</td>
                    <td>{rated === 0 ? '–' : `${ratings.good} / ${rated}`}</td>
                  </tr>
                )
              })}
            </tbody>
          </table>
        </div>
      )}
    </section>
  )
}
