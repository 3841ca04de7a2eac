import { codingCases } from './codingCases.ts';
import { connectionCases } from './connectionCases.ts';
import { framingCases } from './framingCases.ts';
import { headCases } from './headCases.ts';
import { http2Cases } from './http2Cases.ts';
import type { Group } from './misbehaviour.ts';
import { proxyCases } from './proxyCases.ts';
import { redirectCases } from './redirectCases.ts';
import { tlsCases } from './tlsCases.ts';

/** Everything a peer has been seen to do wrong, and some that none has yet. */
export const misbehaviours: readonly Group[] = [
  headCases,
  framingCases,
  codingCases,
  redirectCases,
  connectionCases,
  tlsCases,
  proxyCases,
  http2Cases,
];
