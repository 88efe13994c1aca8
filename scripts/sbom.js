/**
 * Prints an SBOM of what spndr ships, as CycloneDX JSON: the locked packages without the development tools. npm's own
 * `--omit dev` would also leave out packages that both spndr and a tool depend on.
 */
import { execFileSync } from 'node:child_process';

const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'];
const stdio = ['ignore', 'pipe', 'inherit'];
const bom = JSON.parse(execFileSync('npm', args, { encoding: 'utf8', stdio, maxBuffer: 64 * 1024 * 1024 }));

const isTool = ({ properties = [] }) =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
const tools = new Set(bom.components.filter(isTool).map((component) => component['bom-ref']));

const components = bom.components.filter((component) => !isTool(component));
const dependencies = bom.dependencies
  .filter(({ ref }) => !tools.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((name) => !tools.has(name)) }));
process.stdout.write(`${JSON.stringify({ ...bom, components, dependencies }, null, 2)}\n`);
