// Types, lint, format and generated files; with --fix it mends what can be mended. CI runs exactly this.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build.js'

const fix = process.argv.includes('--fix')
const bin = (name) => join(root, 'node_modules', '.bin', name)
const checks = [
  ['generated files', process.execPath, ['scripts/generate.js', ...(fix ? [] : ['--check'])]],
  ['format', bin('oxfmt'), [...(fix ? [] : ['--check']), '.']],
  ['types', bin('tsc'), ['-b', '--pretty']],
  ['lint', bin('oxlint'), ['--type-aware', '--deny-warnings', ...(fix ? ['--fix'] : [])]],
]
const failed = []
for (const [name, program, args] of checks) {
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit' })
  if (status !== 0) failed.push(name)
}
console.log(failed.length === 0 ? 'check: everything is fine' : `check: look at ${failed.join(', ')}`)
process.exit(failed.length === 0 ? 0 : 1)
