-- A database of the stack, the same on every system: UTF-8, ordered by code point.
create database {database} template template0 encoding 'UTF8'
