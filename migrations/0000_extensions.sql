-- Finds parts of words in titles and numbers; trusted, so the owner of any database may create it.
create extension if not exists pg_trgm;
