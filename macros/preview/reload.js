// In the preview alone: shows the page again when the project has changed, and what is to mend where it has a problem.
(function () {
  "use strict";
  const events = new EventSource("/__preview__/events");
  let box = null;
  events.addEventListener("again", () => location.reload());
  events.addEventListener("problems", (event) => {
    if (!box) {
      box = document.createElement("pre");
      box.setAttribute("role", "alert");
      box.style.cssText =
        "position:fixed;inset:auto 0 0 0;z-index:99;margin:0;padding:1em;max-height:50vh;overflow:auto;" +
        "background:#5c1414;color:#fff;font:0.8rem/1.4 monospace;white-space:pre-wrap";
      document.body.append(box);
    }
    box.textContent = JSON.parse(event.data);
  });
})();
