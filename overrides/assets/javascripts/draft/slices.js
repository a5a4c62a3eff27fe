/* Long work in slices: the page answers between two of them. A worker would be refused by browsers on a page opened
   from disk. */
(() => {
  "use strict";
  const draft = window.centreGuideDraft;
  const SLICE = 25; // milliseconds

  /* Back of the queue, behind whatever the page has to do; a timer would wait four milliseconds each time. */
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  const pause = () => new Promise((resolve) => {
    waiting.push(resolve);
    channel.port2.postMessage(0);
  });

  /* What to await now and then: goes on at once until a slice is used up, and throws where the reader has stopped it. */
  function createBreather(signal) {
    let started = performance.now();
    return async () => {
      if (performance.now() - started > SLICE) {
        await pause();
        started = performance.now();
      }
      signal?.throwIfAborted();
    };
  }

  /* Run a generator to its end; it yields how far it is, from 0 to 1. */
  async function runInSlices(generator, breathe, tell = () => {}) {
    for (;;) {
      const { done, value } = generator.next();
      if (done) return value;
      tell(value);
      await breathe();
    }
  }

  Object.assign(draft, { createBreather, runInSlices });
})();
