/* Copy link and cite (fragments/cite.html): the template gives the words, the browser adds the address of this copy.
   Where the clipboard is not allowed, a field with the text selected takes its place. */
(() => {
  "use strict";
  const PLAIN = "text/plain";
  const RICH = "text/html";
  const SPOKEN = {
    address: "Link copied",
    pinned: "Link to this edition copied",
    plain: "Citation copied as plain text",
    rich: "Citation copied as rich text",
    markdown: "Citation copied as Markdown",
  };
  const { say } = window.centreGuideCopy;

  /* What a block cites: the words of its template and the criterion's own address, without query or hash. */
  function read(block) {
    const text = block.querySelector("[data-cite-text]");
    const link = text.querySelector("a");
    const label = link.textContent;
    const pinned = block.querySelector("[data-cite-pinned]");
    const rest = text.textContent.trim().slice(label.length);
    return { address: addressOf(link), pinned: pinned && addressOf(pinned), label, rest };
  }

  function addressOf(link) {
    const address = new URL(link.getAttribute("href"), document.baseURI);
    address.search = address.hash = "";
    return address.href;
  }

  const escapeMarkdown = (text) => text.replace(/[\\`*_[\]<>]/g, "\\$&");

  function makeRich({ address, label, rest }) {
    const holder = document.createElement("div");
    const link = document.createElement("a");
    link.setAttribute("href", address);
    link.textContent = label;
    holder.append(link, rest);
    return holder.innerHTML;
  }

  /* Each form as clipboard flavours: what is pasted, by media type. */
  const FORMS = {
    address: ({ address }) => ({ [PLAIN]: address }),
    pinned: ({ pinned }) => ({ [PLAIN]: pinned }),
    plain: ({ address, label, rest }) => ({ [PLAIN]: `${label}${rest} ${address}` }),
    rich: (cited) => ({ [RICH]: makeRich(cited), ...FORMS.plain(cited) }),
    markdown: ({ address, label, rest }) => {
      const target = address.replace(/\(/g, "%28").replace(/\)/g, "%29");
      return { [PLAIN]: `[${escapeMarkdown(label)}](${target})${escapeMarkdown(rest)}` };
    },
  };

  async function write(flavours) {
    if (!(RICH in flavours)) return navigator.clipboard.writeText(flavours[PLAIN]);
    const blobs = Object.entries(flavours).map(([type, text]) => [type, new Blob([text], { type })]);
    return navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
  }

  /* The way of older browsers and of addresses without https: answer a copy command of our own. */
  function writeByCommand(flavours) {
    let written = false;
    const answer = (event) => {
      for (const [type, text] of Object.entries(flavours)) event.clipboardData.setData(type, text);
      event.preventDefault();
      written = true;
    };
    document.addEventListener("copy", answer);
    try {
      return document.execCommand("copy") && written;
    } catch {
      return false;
    } finally {
      document.removeEventListener("copy", answer);
    }
  }

  async function copy(flavours) {
    try {
      await write(flavours);
      return true;
    } catch {
      return writeByCommand(flavours);
    }
  }

  /* A field after the buttons, to copy by hand: focused, all of it selected, gone again with the next copy that works. */
  function offerByHand(block, button, text) {
    block.querySelector(".cite__field")?.remove();
    const field = document.createElement("textarea");
    field.className = "cite__field";
    field.readOnly = true;
    field.rows = Math.ceil(text.length / 40);
    field.value = text;
    field.setAttribute("aria-label", "Copying is not allowed here. The text is selected: copy it by hand.");
    (button.closest(".cite__forms, .cite__pinned") || block.lastElementChild).after(field);
    field.focus();
    field.select();
  }

  document.querySelectorAll("[data-cite]").forEach((block) => {
    block.querySelectorAll("[data-cite-as]").forEach((button) => {
      button.addEventListener("click", async () => {
        const form = button.dataset.citeAs;
        const flavours = FORMS[form](read(block));
        if (await copy(flavours)) {
          block.querySelector(".cite__field")?.remove();
          say(button, "Copied", 2, SPOKEN[form]);
        } else {
          offerByHand(block, button, flavours[PLAIN]);
          say(button, "Copy by hand", 6, "Not copied: the text is selected, copy it by hand");
        }
      });
    });
  });
})();
