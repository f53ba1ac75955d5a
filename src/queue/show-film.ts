/** Name a film to people, and in logs: an address without what may be a secret in it, a user's name and password and what follows `?` or `#`. */
export function showFilm(film: string): string {
  if (!/^[a-z][a-z0-9+.-]+:\/\//i.test(film) || !URL.canParse(film)) return film;
  const { protocol, host, pathname } = new URL(film);
  return `${protocol}//${host}${pathname}`;
}
