// Starts Pipit, built first where that is needed.
import { build, root } from './build.js'

build()
process.setSourceMapsEnabled(true)
const { main } = await import(`${root}packages/server/dist/main.js`)
try {
  await main()
} catch (error) {
  process.stderr.write(
    `${error.code === 'EADDRINUSE' ? `Port ${error.port} is in use. Choose another: PORT=3001 npm start` : error.stack}\n`,
  )
  process.exit(1)
}
