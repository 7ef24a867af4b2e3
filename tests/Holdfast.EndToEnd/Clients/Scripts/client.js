// Clients of Node against the gateway: client.js URL SCENARIO. Every surprise is an assertion.
'use strict';
const assert = require('node:assert');
const http = require('node:http');

const url = process.argv[2];
const sizes = { '/100': 100, '/10k': 10000, '/5M': 5000000 };

const pattern = (size) => Buffer.alloc(size, 'abcdefghijklmnopqrstuvwxyz');

function ask(path, { agent, method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request(url + path, { agent, method, headers }, (answer) => {
      const pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('error', reject);
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: Buffer.concat(pieces), reused: request.reusedSocket }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const scenarios = {
  async keptAlive() {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    for (let i = 0; i < 200; i++) {
      const answer = await ask('/100', { agent });
      assert.strictEqual(answer.status, 200);
      assert.ok(answer.body.equals(pattern(100)));
      assert.strictEqual(answer.reused, i > 0);
    }
    agent.destroy();
  },

  async parallel() {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
    const paths = Array.from({ length: 2000 }, (_, i) => (i % 100 === 0 ? '/5M' : i % 3 === 0 ? '/10k' : '/100'));
    const answers = await Promise.all(paths.map((path) => ask(path, { agent })));
    answers.forEach((answer, i) => {
      assert.strictEqual(answer.status, 200);
      assert.ok(answer.body.equals(pattern(sizes[paths[i]])), paths[i]);
    });
    agent.destroy();
  },

  async chunkedUpload() {
    const agent = new http.Agent({ keepAlive: true });
    const answer = await new Promise((resolve, reject) => {
      const request = http.request(url + '/origin/echo', { method: 'POST', agent }, (got) => { got.resume(); got.on('end', () => resolve(got)); });
      request.on('error', reject);
      let left = 500;
      const write = () => {
        while (left-- > 0) {
          if (!request.write(pattern(100003))) { request.once('drain', write); return; }
        }
        request.end();
      };
      write();
    });
    assert.strictEqual(answer.statusCode, 200);
    assert.strictEqual(answer.headers['x-received-bytes'], String(500 * 100003));
    agent.destroy();
  },

  // Clients that leave in the middle of an answer or of an upload do no harm to the others.
  async abort() {
    const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
    for (let i = 0; i < 50; i++) {
      await new Promise((resolve) => {
        const request = http.request(url + '/5M', (answer) => { answer.on('error', () => {}); answer.once('data', () => { request.destroy(); resolve(); }); });
        request.on('error', () => {});
        request.end();
      });
      await new Promise((resolve) => {
        const request = http.request(url + '/origin/echo', { method: 'POST', headers: { 'Content-Length': 1000000 } });
        request.on('error', () => {});
        request.write(pattern(1000), () => { request.destroy(); resolve(); });
      });
      const answer = await ask('/10k', { agent });
      assert.ok(answer.body.equals(pattern(10000)));
    }
    agent.destroy();
  },

  async expectContinue() {
    let continued = 0;
    const answer = await new Promise((resolve, reject) => {
      const request = http.request(url + '/origin/echo', { method: 'POST', headers: { Expect: '100-continue', 'Content-Length': 1000000 } }, (got) => {
        got.resume();
        got.on('end', () => resolve(got));
      });
      request.on('continue', () => { continued++; request.end(pattern(1000000)); });
      request.on('error', reject);
      request.flushHeaders();
    });
    assert.strictEqual(continued, 1);
    assert.strictEqual(answer.headers['x-received-bytes'], '1000000');
  },

  async fetchBodies() {
    for (const [path, size] of Object.entries(sizes)) {
      const answer = await fetch(url + path);
      assert.strictEqual(answer.status, 200);
      assert.ok(Buffer.from(await answer.arrayBuffer()).equals(pattern(size)), path);
    }
    const missing = await fetch(url + '/missing');
    assert.strictEqual(missing.status, 404);
    const text = await fetch(url + '/text.txt');
    assert.strictEqual(text.headers.get('content-encoding'), 'gzip');
    assert.strictEqual(await text.text(), pattern(50000).toString());
  },
};

scenarios[process.argv[3]]().then(() => process.exit(0), (error) => { console.error(error); process.exit(1); });
