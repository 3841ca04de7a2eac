/**
 * The process that runs a suite outside of an editor. Takes one JSON argument and ends by itself:
 * a socket that a failing test leaves open must not keep the whole run waiting.
 */
import { type RunOptions, runMocha } from './mochaEvents.ts';

const [options = '{}'] = process.argv.slice(2);
const failures = await runMocha(JSON.parse(options) as RunOptions);
process.exit(failures > 0 ? 1 : 0);
