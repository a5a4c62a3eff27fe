/* Copy link and cite (fragments/cite.html): the template gives the words, the browser adds the buttons and the address of this copy.
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
  const COPIED_AS = { plain: "Plain text", rich: "Rich text", markdown: "Markdown" };
  const { PLAIN, RICH, give } = window.centreGuideCopy;

  /* What a block cites: the words of its template and the criterion's own address, without query or hash; then its pinned page. */
  function read(block) {
    const text = block.querySelector("summary + p");
    const link = text.querySelector("a");
    const label = link.textContent;
    const rest = text.textContent.trim().slice(label.length);
    const pinned = findPinned(block);
    return { address: addressOf(link), pinned: pinned && addressOf(pinned), label, rest };
  }

  /* In the block, or in the line under it that leads to the pinned page. */
  function findPinned(block) {
    return block.querySelector("summary ~ p:not([role]) ~ p:not([role]) a") || document.querySelector("[data-cite] + .edition-switch a");
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

  function makeButton(block, form, words) {
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "cite__button", textContent: words });
    return listen(button, block, form);
  }

  function listen(button, block, form) {
    button.addEventListener("click", () => give(button, block, FORMS[form](read(block)), SPOKEN[form]));
    return button;
  }

  /* What is folded away in the page gets its buttons here; the one in sight has a place in the page, so that nothing moves. */
  document.querySelectorAll("[data-cite]").forEach((block) => {
    const [forms, lead] = ["p", "span"].map((name) => document.createElement(name));
    Object.assign(lead, { className: "cite__lead", textContent: "Copy as" });
    lead.setAttribute("aria-hidden", "true");
    forms.className = "cite__forms";
    forms.setAttribute("role", "group");
    forms.setAttribute("aria-label", `Copy the citation of ${block.dataset.cite}`);
    forms.append(lead, ...Object.entries(COPIED_AS).map(([form, words]) => makeButton(block, form, words)));
    block.querySelector("summary + p").after(forms);
    // On a page with many blocks, each says which criterion it is about.
    const first = listen(block.querySelector(".cite__button"), block, "address");
    first.setAttribute("aria-label", `${first.textContent} to ${block.dataset.cite}`);
    const summary = block.querySelector("summary");
    summary.setAttribute("aria-label", `${summary.textContent} ${block.dataset.cite}`);
    if (!findPinned(block)) return;
    const pinned = makeButton(block, "pinned", "Copy link to this edition");
    pinned.setAttribute("aria-label", `Copy link to this edition of ${block.dataset.cite}`);
    forms.append(pinned);
  });
  window.centreGuideCite = { ...FORMS, linked, escapeMarkdown };
})();
