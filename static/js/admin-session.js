// Signing in again in another window makes a new token. It takes the place of the one with which this page was opened.
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];

document.addEventListener("w-autosave:save", ({ detail }) => {
  if (token()) detail.formData.set("csrfmiddlewaretoken", token());
});

document.addEventListener("submit", ({ target }) => {
  const field = target.elements?.namedItem("csrfmiddlewaretoken");
  if (field && token()) field.value = token();
}, true);
