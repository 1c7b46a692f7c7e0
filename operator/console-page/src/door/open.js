// Trades the token of the link for a cookie. It came after #, so it was sent to nobody; it goes in the body of a form.
const [token = '', view = ''] = window.location.hash.slice(1).split('&');
window.history.replaceState(null, '', '/open');
try {
  if (view) window.sessionStorage.setItem('show', view);
} catch {
  // Without storage the page opens at its first view.
}
const form = document.createElement('form');
form.method = 'post';
form.action = '/open';
const field = document.createElement('input');
field.type = 'hidden';
field.name = 'token';
field.value = token;
form.append(field);
document.body.append(form);
form.submit();
