import type { Running } from '../support/serverProgram.ts';
import { type ApacheLab, startApacheLab } from './servers/apache.ts';
import { startExpressLab } from './servers/express.ts';
import { type FastifyLab, startFastifyLab } from './servers/fastify.ts';
import { type GuardedLab, startGuardedLab } from './servers/guarded.ts';
import { startKoaLab } from './servers/koa.ts';
import { labServers } from './servers/labServers.ts';
import { type LighttpdLab, startLighttpdLab } from './servers/lighttpd.ts';
import { type NginxLab, startNginxLab } from './servers/nginx.ts';
import type { Subject } from './subject.ts';

/** Every server of the lab, started. Those that this machine lacks are undefined, and `missing` says why. */
export interface Lab {
  readonly apache: ApacheLab | undefined;
  /** Two that make their tags from the inode, and so never agree. */
  readonly nodes: readonly ApacheLab[];
  readonly nginx: NginxLab | undefined;
  readonly lighttpd: LighttpdLab | undefined;
  readonly fastify: FastifyLab;
  /** Applications that compare conditions themselves. */
  readonly guarded: GuardedLab;
  readonly subjects: readonly Subject[];
  readonly missing: Readonly<Record<string, string>>;
  stop(): Promise<void>;
}

const hostOf = (url: string): string => new URL(url).host;

export async function startLab(): Promise<Lab> {
  const { servers, missing } = labServers();
  const running: Running[] = [];
  const stop = async () => {
    for (const each of running.splice(0).reverse()) await each.stop();
  };
  const started = async <Server extends Running>(starting: Promise<Server>): Promise<Server> => {
    const server = await starting;
    running.push(server);
    return server;
  };
  try {
    const { apache: apacheProgram, nginx: nginxProgram, lighttpd: lighttpdProgram } = servers;
    const apache = apacheProgram && (await started(startApacheLab(apacheProgram)));
    const nodes: ApacheLab[] = [];
    for (let count = 0; apacheProgram !== undefined && nginxProgram !== undefined && count < 2; count += 1) {
      nodes.push(await started(startApacheLab(apacheProgram, 'INode MTime Size')));
    }
    const behind = apache && {
      subject: apache.plain,
      url: apache.url,
      version: `Apache ${apache.version}`,
      nodes: nodes.map(({ url }) => hostOf(url)),
    };
    const nginx = nginxProgram && (await started(startNginxLab(nginxProgram, behind)));
    const lighttpd = lighttpdProgram && (await started(startLighttpdLab(lighttpdProgram)));
    const express = await started(startExpressLab());
    const fastify = await started(startFastifyLab());
    const koa = await started(startKoaLab());
    const guarded = await started(startGuardedLab());
    const subjects = [
      apache?.plain,
      apache?.deflated,
      nginx?.plain,
      nginx?.zipped,
      nginx?.proxy,
      lighttpd?.plain,
      lighttpd?.deflated,
      express.handler,
      express.files,
      fastify.handler,
      koa.handler,
    ].filter((each) => each !== undefined);
    return { apache, nodes, nginx, lighttpd, fastify, guarded, subjects, missing, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
