-- Kept free for what is being built. Run as mailport_owner.

set local search_path = mailport;
