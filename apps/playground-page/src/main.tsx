import { MantineProvider } from '@mantine/core'
import { redirectToEmulator } from '@conversation-transfer/playground/page/redirect.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { NoticesProvider } from './notices/notices.tsx'
import { theme } from './theme.ts'
import '@mantine/core/styles.layer.css'
import './page.css'

// Before anything else: the Conversations SDK keeps the addresses that it finds when it is made.
redirectToEmulator()

const container = document.querySelector('#page')
if (container === null) throw new Error('The document has no place for the page.')
createRoot(container).render(
  <MantineProvider theme={theme} defaultColorScheme="auto">
    <NoticesProvider>
      <App />
    </NoticesProvider>
  </MantineProvider>,
)
