// How long pages make one reader wait when nothing is kept: a cookie, even one that no session has, keeps the page cache out.
// usage: node waits.mjs http://127.0.0.1:8080 COOKIE /places /organisations ...     prints a line of Markdown for each address
const asked = 200;

async function wait(address) {
  const began = performance.now();
  const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return performance.now() - began;
}

async function waits(address) {
  // The first few find cold caches of the database and of this program.
  for (let n = 0; n < 20; n++) await wait(address);
  const all = [];
  for (let n = 0; n < asked; n++) all.push(await wait(address));
  all.sort((a, b) => a - b);
  const at = (share) => all[Math.floor((all.length - 1) * share)].toFixed(1);
  return `${at(0.5)} ms | ${at(0.99)} ms | ${at(1)} ms`;
}

const [base, cookie, ...paths] = process.argv.slice(2);
for (const path of paths) console.log(`| \`${path}\` | ${await waits(base + path)} |`);
