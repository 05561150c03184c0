import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { LanguageProvider, loadSpoken } from './i18n/text.tsx'
import { queryClient } from './query-client.ts'
import { router } from './routes.tsx'
import { ThemeProvider } from './theme/theme.tsx'
import './ui/base.css'
import './ui/parts.css'

const spoken = await loadSpoken()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <LanguageProvider first={spoken}>
      <ThemeProvider>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ThemeProvider>
    </LanguageProvider>
  </StrictMode>,
)
