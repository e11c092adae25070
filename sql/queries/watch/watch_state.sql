-- When the watch last looked, and last counted articles.
SELECT looked_at, volumes_at FROM wireroom.watch;
