/* The dialog of the search in the header, with Material's classes. It is made here and not in every page, since it does nothing
   without scripts; search.js brings it to life. Nothing of it depends on the page or on what anybody wrote. */
(() => {
  "use strict";
  const box = document.querySelector("[data-search]");
  if (!box) return;
  box.setAttribute("role", "dialog");
  box.setAttribute("aria-label", "Search");
  box.innerHTML = `
<label class="md-search__overlay" for="__search"></label>
<div class="md-search__inner" role="search">
<form class="md-search__form" action=".">
<input type="text" class="md-search__input" name="query" aria-label="Search the guide" placeholder="Search: 2.1, analyse"
 aria-keyshortcuts="Control+K Meta+K" autocapitalize="off" autocorrect="off" autocomplete="off" spellcheck="false" enterkeyhint="go"
 data-md-component="search-query" aria-controls="search-results" aria-describedby="search-status">
<span class="md-search__icon md-icon search-glass" aria-hidden="true"><span class="icon icon--magnify"></span></span>
<button type="button" class="md-search__icon md-icon search-back" aria-label="Close the search" data-search-close>
<span class="icon icon--arrow-left"></span></button>
<div class="md-search__options"><button type="reset" class="md-search__icon md-icon" aria-label="Clear the search">
<span class="icon icon--close"></span></button></div>
</form>
<div class="md-search__output"><div class="md-search__scrollwrap" tabindex="-1">
<div class="md-search-result">
<div class="md-search-result__meta" id="search-status" role="status">Type a number, a verb or a topic</div>
<ol class="md-search-result__list" id="search-results"></ol>
</div></div></div>
</div>`;
  document.querySelector("[data-search-open]").setAttribute("aria-haspopup", "dialog");
  // Material's style shows the dialog while this box is ticked.
  const toggle = document.createElement("input");
  Object.assign(toggle, { type: "checkbox", id: "__search", className: "md-toggle" });
  toggle.setAttribute("data-md-toggle", "search");
  document.querySelector(".md-header").before(toggle);
})();
