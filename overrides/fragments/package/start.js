/* A unit in a learning platform that speaks SCORM 1.2. The platform is told which criteria were opened, where the reader
   stopped and for how long; nothing that is typed. A unit is complete when the page of each of its criteria was opened once.
   Without a platform, or with one that fails, the guide is read all the same. */
(() => {
  "use strict";
  const LONGEST = { suspend_data: 4096, lesson_location: 255 }; // letters, by SCORM 1.2; platforms do not all hold to it
  const HIGHEST = 20; // frames above this one that are looked into
  const PLACE = /^(?:[\w.~-]+\/)*[\w.~-]+\.html(?:#[\w.~%-]*)?$/;

  /* The platform's object stands in a window above. Those of other sites may not be looked into. */
  function searchUp(start) {
    let above = start;
    for (let height = 0; above && height < HIGHEST; height += 1) {
      try {
        if (above.API) return above.API;
      } catch {
        // of another site: go on above it
      }
      if (above.parent === above) return null;
      above = above.parent;
    }
    return null;
  }

  function findApi() {
    const above = window.parent === window ? null : searchUp(window.parent);
    return above || (window.opener ? searchUp(window.opener) : null);
  }

  /* Calls that cannot fail the page: what a platform throws, or does not know, is an empty answer. */
  class Platform {
    constructor(api) {
      this.api = api;
      this.open = Boolean(api) && this.call("LMSInitialize", "") === "true";
      this.since = performance.now();
    }

    call(name, ...values) {
      try {
        return String(this.api[name](...values));
      } catch {
        return "";
      }
    }

    read(name) {
      return this.open ? this.call("LMSGetValue", name) : "";
    }

    write(name, value) {
      const longest = LONGEST[name.split(".").pop()];
      if (this.open && !(longest && value.length > longest)) this.call("LMSSetValue", name, value);
    }

    keep() {
      if (this.open) this.call("LMSCommit", "");
    }

    spent() {
      const seconds = Math.floor((performance.now() - this.since) / 1000);
      const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      return parts.map((part) => String(part).padStart(2, "0")).join(":");
    }

    finish() {
      if (!this.open) return;
      this.write("cmi.core.session_time", this.spent());
      this.write("cmi.core.exit", "suspend"); // so that the place is kept
      this.keep();
      this.call("LMSFinish", "");
      this.open = false;
    }
  }

  class Reading {
    constructor(frame, told, platform) {
      Object.assign(this, { frame, told, platform });
      this.unit = frame.dataset.unit;
      this.numbers = frame.dataset.numbers.split(" ");
      this.folder = new URL(".", location.href);
      this.quiet = ["browse", "review"].includes(platform.read("cmi.core.lesson_mode"));
      const status = platform.read("cmi.core.lesson_status");
      this.complete = status === "completed" || status === "passed";
      this.opened = new Set(this.recall());
      if (!this.complete && !this.quiet) platform.write("cmi.core.lesson_status", "incomplete");
      this.goBack(platform.read("cmi.core.lesson_location"));
    }

    /* A record is `1;<edition>;<numbers>`. Criteria that the unit no longer has are forgotten. */
    recall() {
      const [form, , numbers] = this.platform.read("cmi.suspend_data").split(";");
      return form === "1" && numbers ? numbers.split(" ").filter((number) => this.numbers.includes(number)) : [];
    }

    record() {
      const opened = this.numbers.filter((number) => this.opened.has(number));
      return ["1", this.frame.dataset.edition, opened.join(" ")].join(";");
    }

    goBack(place) {
      if (PLACE.test(place) && !place.split("/").includes("..")) this.frame.src = place;
    }

    /* The address of the page in the frame, from the folder of the package. A disk does not let one page look at another. */
    findPlace() {
      try {
        const { href } = this.frame.contentWindow.location;
        return href.startsWith(this.folder.href) ? decodeURI(href.slice(this.folder.href.length)) : "";
      } catch {
        return "";
      }
    }

    note() {
      const place = this.findPlace();
      if (!place) return;
      const [, unit, number] = /^([^/]+)\/([^/]+)\/(?:index\.html)?(?:[?#]|$)/.exec(place) || [];
      if (unit === this.unit && this.numbers.includes(number)) this.opened.add(number);
      this.send(place);
      this.say();
    }

    send(place) {
      if (this.quiet) return;
      this.platform.write("cmi.core.lesson_location", place);
      this.platform.write("cmi.suspend_data", this.record());
      if (!this.complete && this.opened.size === this.numbers.length) {
        this.complete = true;
        this.platform.write("cmi.core.lesson_status", "completed");
      }
      this.platform.keep();
    }

    say() {
      const count = `You have opened ${this.opened.size} of ${this.numbers.length} criteria.`;
      if (!this.platform.open) this.told.textContent = "No learning platform listens here, so nothing is recorded.";
      else if (this.complete) this.told.textContent = "This unit counts as read. Your assignment is assessed by your centre.";
      else this.told.textContent = `${count} The unit counts as read when you have opened all of them.`;
    }

    follow() {
      this.note();
      try {
        this.frame.contentWindow.addEventListener("hashchange", () => this.note());
      } catch {
        // from a disk: see findPlace
      }
    }
  }

  const frame = document.querySelector("[data-unit]");
  const platform = new Platform(findApi());
  const reading = new Reading(frame, document.querySelector("[data-told]"), platform);
  frame.addEventListener("load", () => reading.follow());
  reading.say();
  window.addEventListener("pagehide", () => platform.finish());
})();
