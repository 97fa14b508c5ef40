import { connect } from '../../server/platform/db.ts';
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts';
import { readFileSync } from 'node:fs';
const cluster = await startEmbeddedPostgres({
  directory: process.argv[2] + '/postgres',
  database: 'bench',
  flags: ['-c', 'shared_buffers=2GB', '-c', 'maintenance_work_mem=512MB'],
});
const a = connect(cluster.url, { max: 1, unlimited: true });
const [{ pid }] = await a.sql`select pg_backend_pid() as pid`;
await a.sql.unsafe(
  `select set_config('jit','off',false), set_config('enable_seqscan','off',false), set_config('work_mem','32MB',false), set_config('max_parallel_workers_per_gather','0',false)`,
);
for (const q of readFileSync(process.argv[3], 'utf8')
  .split(';;')
  .map((s) => s.trim())
  .filter(Boolean)) {
  console.log('---', q.slice(0, 100).replaceAll('\n', ' '));
  if (q.startsWith('!')) {
    console.log(JSON.stringify((await a.sql.unsafe(q.slice(1))).slice(0, 30)));
    continue;
  }
  for (let i = 0; i < 2; i++) await a.sql.unsafe(q);
  const cpu = () => Number(readFileSync('/proc/' + pid + '/schedstat', 'utf8').split(' ')[0]) / 1e6;
  const ts = [];
  for (let i = 0; i < 9; i++) {
    const t = cpu();
    await a.sql.unsafe(q);
    ts.push(cpu() - t);
  }
  ts.sort((x, y) => x - y);
  console.log('cpu min', ts[0].toFixed(1), 'med', ts[4].toFixed(1));
  if (process.argv[4])
    for (const r of await a.sql.unsafe('explain (analyze, buffers, timing off) ' + q))
      console.log(r['QUERY PLAN']);
}
await a.close();
await cluster.stop();
