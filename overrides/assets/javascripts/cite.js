/* Copy link and cite (fragments/cite.html): the template gives the words, the browser adds the address of this copy.
   The forms of a citation are shared as window.centreGuideCite, for the verifiers' tools. */
(() => {
  "use strict";
  const SPOKEN = {
    address: "Link copied",
    pinned: "Link to this edition copied",
    plain: "Citation copied as plain text",
    rich: "Citation copied as rich text",
    markdown: "Citation copied as Markdown",
  };
  const { PLAIN, RICH, give } = window.centreGuideCopy;

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

  /* The citation as nodes: the label as a link, then the rest. */
  function linked({ address, label, rest }) {
    const link = document.createElement("a");
    link.setAttribute("href", address);
    link.textContent = label;
    return [link, rest];
  }

  function makeRich(cited) {
    const holder = document.createElement("div");
    holder.append(...linked(cited));
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

  document.querySelectorAll("[data-cite]").forEach((block) => {
    block.querySelectorAll("[data-cite-as]").forEach((button) => {
      button.addEventListener("click", () => {
        const form = button.dataset.citeAs;
        give(button, block, FORMS[form](read(block)), SPOKEN[form]);
      });
    });
  });
  window.centreGuideCite = { ...FORMS, linked, escapeMarkdown };
})();
