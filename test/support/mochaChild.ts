/**
 * The process that runs a suite outside of an editor. Takes one JSON argument and ends by itself:
 * a socket that a failing test leaves open must not keep the whole run waiting.
 */
import fc from 'fast-check';
import { type RunOptions, runMocha } from './mochaEvents.ts';

/**
 * The same documents in every run, so that a run that fails fails again; `FC_SEED=random` looks further, and prints
 * the seed of what it finds.
 */
const seed = process.env['FC_SEED'] ?? '1109110';
if (seed !== 'random') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(seed) });

const [options = '{}'] = process.argv.slice(2);
const failures = await runMocha(JSON.parse(options) as RunOptions);
process.exit(failures > 0 ? 1 : 0);
