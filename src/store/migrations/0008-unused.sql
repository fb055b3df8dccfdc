-- Tables that nothing writes or reads: they come back with what needs them.

set local search_path = mailport;

drop table follower;
drop table code_list;
